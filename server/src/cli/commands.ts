import { approvalsConfirm, approvalsList, approvalsWithdraw } from "./approvals-commands.ts";
import { breakGlassList } from "./break-glass-list.ts";
import { callBacksAnswer, callBacksDraw, callBacksList } from "./call-backs.ts";
import { callBacksPlan } from "./call-backs-plan.ts";
import { checks } from "./checks.ts";
import type { Command } from "./command.ts";
import { controls } from "./controls.ts";
import { demo } from "./demo.ts";
import { destroy, keysCertificate } from "./destroy.ts";
import { drawCheck } from "./draw-check.ts";
import { evening } from "./evening.ts";
import { feeds } from "./feeds.ts";
import { honeyMake, honeyPlan, honeyStatus } from "./honey.ts";
import { importCalls } from "./import-calls.ts";
import { importCustomers } from "./import-customers.ts";
import { importHolidays } from "./import-holidays.ts";
import { importPeople } from "./import-people.ts";
import { importPortfolio } from "./import-portfolio.ts";
import { importRoster } from "./import-roster.ts";
import { importTasks } from "./import-tasks.ts";
import { importTickets } from "./import-tickets.ts";
import { inquiries } from "./inquiries.ts";
import { journalExport } from "./journal-export.ts";
import { journalLeaveHalt } from "./journal-leave-halt.ts";
import { journalMail } from "./journal-mail.ts";
import { journalPrune } from "./journal-prune.ts";
import { journalRebuild } from "./journal-rebuild.ts";
import { journalReceipt } from "./journal-receipt.ts";
import { journalStamp } from "./journal-stamp.ts";
import { journalVerify } from "./journal-verify.ts";
import { keeper } from "./keeper.ts";
import { keysCopies } from "./keys-copies.ts";
import { keysRotate } from "./keys-rotate.ts";
import { keysRotateLog } from "./keys-rotate-log.ts";
import { keysSeal, keysUnseal } from "./keys-seal.ts";
import { keysStatus } from "./keys-status.ts";
import { lamp } from "./lamp.ts";
import { closePerson, delegate, lift, suspend } from "./people-closing.ts";
import { addOffice, addVendor, end, grant, invite, listOffices, listPeople } from "./people-commands.ts";
import { resetPassword } from "./people-reset-password.ts";
import { policyHits, policyModes, policySetMode } from "./policy-commands.ts";
import { replay } from "./replay.ts";
import { rota } from "./rota.ts";
import { standby } from "./standby.ts";
import { start } from "./start.ts";
import { stateCheck } from "./state-check.ts";
import { watchGaps } from "./watch-gaps.ts";
import { watchImport } from "./watch-import.ts";
import { whoLooked } from "./who-looked.ts";
import { witness } from "./witness.ts";

/** All commands, in the order of the help. A command is one file and one line here. */
export const COMMANDS: Command[] = [
  start,
  demo,
  evening,
  drawCheck,
  importCustomers,
  importPeople,
  importRoster,
  importTasks,
  importPortfolio,
  importCalls,
  importTickets,
  lamp,
  inquiries,
  controls,
  checks,
  feeds,
  watchImport,
  watchGaps,
  importHolidays,
  whoLooked,
  callBacksPlan,
  breakGlassList,
  callBacksDraw,
  callBacksList,
  callBacksAnswer,
  rota,
  honeyPlan,
  honeyMake,
  honeyStatus,
  journalVerify,
  journalReceipt,
  journalExport,
  journalRebuild,
  journalPrune,
  journalLeaveHalt,
  stateCheck,
  journalStamp,
  journalMail,
  witness,
  keeper,
  standby,
  replay,
  addOffice,
  addVendor,
  listOffices,
  listPeople,
  invite,
  grant,
  delegate,
  closePerson,
  suspend,
  lift,
  end,
  resetPassword,
  destroy,
  keysStatus,
  keysRotate,
  keysRotateLog,
  keysCopies,
  keysCertificate,
  keysSeal,
  keysUnseal,
  policyModes,
  policyHits,
  policySetMode,
  approvalsList,
  approvalsConfirm,
  approvalsWithdraw,
];
