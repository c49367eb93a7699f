export function EveningPage() {
  return <main />;
}
