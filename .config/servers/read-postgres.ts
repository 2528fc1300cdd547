/** What is needed of a client or a pool. */
interface Client {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Everything in the tables of a schema, as text. */
export async function readPostgres(client: Client, schema: string): Promise<string> {
  const { rows } = await client.query('SELECT tablename FROM pg_tables WHERE schemaname = $1', [schema]);
  const texts: string[] = [];
  for (const { tablename } of rows as { tablename: string }[]) {
    const table = await client.query(`SELECT * FROM ${schema}.${tablename}`);
    texts.push(JSON.stringify(table.rows));
  }
  return texts.join('\n');
}
