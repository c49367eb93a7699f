/** What may the customer see and demand? The door of customer. */
export { type Customer, makeCustomer } from "./make-customer.ts";
export { customer0001 } from "./migrations/0001-customer.ts";
export { type CustomerSettings, defaultCustomerSettings } from "./parts.ts";
export { customerRoutes } from "./routes.ts";
