/** A printed way in: `URL/masuk#t=TOKEN`. */
export interface StartLink {
  label: string;
  token: string;
}
