/** What both scans of canonical JSON look for: of any text (`jcs-scan`), and of an entry by the rules of its fields (`field-scan`). */
export const QUOTE = 34;
export const COMMA = 44;
export const MINUS = 45;
export const ZERO = 48;
export const NINE = 57;
export const COLON = 58;
export const OPEN_LIST = 91;
export const BACKSLASH = 92;
export const CLOSE_LIST = 93;
export const OPEN_RECORD = 123;
export const CLOSE_RECORD = 125;
/** All integers of so many digits are safe. */
export const SAFE_DIGITS = 15;
