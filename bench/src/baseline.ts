/** The plain baselines, a process of their own: the same HTTP server, driver and kind of statement as the product, without its promises. */
import Fastify from "fastify";
import pg from "pg";

const SELECT = { name: "plain-select", text: "select id, a, b, c, d, e, f from plain.customer where id = $1" };
const INSERT = {
  name: "plain-insert",
  text: "insert into plain.audit (person, customer, purpose, fields, at) values ($1, $2, $3, $4, now())",
};

const pool = new pg.Pool({ connectionString: process.argv[2] ?? "", max: 20 });
const app = Fastify();

app.post<{ Body: { customer: string } }>("/select", async ({ body }) => (await pool.query({ ...SELECT, values: [body.customer] })).rows[0]);

app.post<{ Body: { customer: string } }>("/select-insert", async ({ body }) => {
  const connection = await pool.connect();
  try {
    await connection.query("begin");
    const { rows } = await connection.query({ ...SELECT, values: [body.customer] });
    await connection.query({ ...INSERT, values: ["person", body.customer, "care", "a,b,c,d,e,f"] });
    await connection.query("commit");
    return rows[0];
  } finally {
    connection.release();
  }
});

const url = await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.({ url });
process.on("disconnect", () => process.exit(0));
