import { type Client } from 'pg';
import { type CompiledMapping } from '../mapping/compiled';

/** Writes the mapping's products; true when one is new or changed. */
export async function syncProducts(client: Client, products: CompiledMapping['products']): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO core.product AS t (product_code, title, product_line)
    SELECT code, title, line FROM jsonb_to_recordset($1) AS product (code text, title text, line text)
    ON CONFLICT (product_code) DO UPDATE SET title = excluded.title, product_line = excluded.product_line
    WHERE (t.title, t.product_line) IS DISTINCT FROM (excluded.title, excluded.product_line)`,
    [JSON.stringify(products)]
  );
  return (rowCount ?? 0) > 0;
}
