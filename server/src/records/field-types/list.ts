import type { FieldType } from "./contract.ts";
import { count } from "./count.ts";
import { date } from "./date.ts";
import { email } from "./email.ts";
import { gender } from "./gender.ts";
import { kk } from "./kk.ts";
import { name } from "./name.ts";
import { nik } from "./nik.ts";
import { npwp } from "./npwp.ts";
import { phone } from "./phone.ts";
import { postalCode } from "./postal-code.ts";
import { rtrw } from "./rtrw.ts";
import { rupiah } from "./rupiah.ts";
import { text } from "./text.ts";

/** All kinds of values. */
export const FIELD_TYPES: readonly FieldType[] = [text, name, gender, date, nik, kk, npwp, phone, email, postalCode, rtrw, rupiah, count];
