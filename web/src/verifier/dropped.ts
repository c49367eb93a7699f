import type { PickedFile } from "./picked.ts";

/** Not in every browser, and not in the types of all of them. */
type Asked = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };

/**
 * Files and directories that were dropped. By handles where the browser has them: on a page from a disk Chromium refuses to read
 * what it gives as an entry.
 */
export async function dropped(data: DataTransfer): Promise<PickedFile[]> {
  const files: PickedFile[] = [];
  // All are to be asked for before the first wait: the browser takes them back afterwards.
  const asked = [...data.items].map((item: Asked) => item.getAsFileSystemHandle?.() ?? item.webkitGetAsEntry());
  for (const one of asked) {
    const found = await one;
    if (found !== null && "fullPath" in found) await walkEntry(found, files);
    else if (found !== null) await walkHandle(found, "", files);
  }
  return files;
}

async function walkHandle(handle: FileSystemHandle, above: string, files: PickedFile[]): Promise<void> {
  const path = above + handle.name;
  if (handle.kind === "file") files.push({ path, file: await (handle as FileSystemFileHandle).getFile() });
  else for await (const inside of (handle as FileSystemDirectoryHandle).values()) await walkHandle(inside, `${path}/`, files);
}

async function walkEntry(entry: FileSystemEntry, files: PickedFile[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    files.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A directory is handed out in parts, an empty one at the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return;
    for (const inside of part) await walkEntry(inside, files);
  }
}
