/** What may the customer see and demand? The door of customer. */
export { type Customer, makeCustomer } from "./make-customer.ts";
export { customerMigrations } from "./migrations/index.ts";
export { type CustomerSettings, defaultCustomerSettings } from "./parts.ts";
export { customerRoutes } from "./routes.ts";
