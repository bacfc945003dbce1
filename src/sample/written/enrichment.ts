import { parse } from 'csv-parse/sync';
import { plainRefusal, Refusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { type Field, storedName } from '../store/store.ts';
import { checkTableUrl } from '../objects/addresses.ts';
import { bodyWith, textIn } from '../objects/body.ts';
import type { World } from '../objects/world.ts';

const TYPE = 'enrichment_tables';
const TIME: Field = { name: '_timestamp', type: 'Int64' };

type Rows = Array<Record<string, string>>;

/** The rows of the files in a form; a part without a file name is passed over. @throws {Refusal} 400 */
async function rowsOf({ contentType, text }: Call): Promise<Rows> {
  if (!/^multipart\/form-data;.*boundary=/i.test(contentType))
    throw new Refusal(400, 'Invalid `boundary` for `multipart/form-data` request');
  const form = await new Response(await text(), { headers: { 'content-type': contentType } })
    .formData()
    .catch((error: Error) => {
      throw plainRefusal(400, `Error parsing multipart/form-data request: ${error.message}`);
    });
  const files = [...form.values()].filter((part) => typeof part !== 'string');
  const texts = await Promise.all(files.map((file) => file.text()));
  return texts.flatMap((csv) => {
    try {
      return parse(csv, {
        columns: (names: string[]) => names.map(storedName),
        skip_empty_lines: true,
      }) as Rows;
    } catch (error) {
      throw plainRefusal(400, `Error parsing CSV: ${(error as Error).message}`);
    }
  });
}

/** Tables of texts, which live in the same store as the streams. */
export function enrichmentRoutes(world: World): Route[] {
  const { store, objects, nowUs } = world;
  let last: Promise<unknown> = Promise.resolve();

  async function put(org: string, name: string, rows: Rows, isAppended: boolean): Promise<void> {
    if (rows.length === 0) return;
    const columns = Object.keys(rows[0] ?? {});
    const known = store.find(TYPE, name);
    const isSameShape = (fields: readonly Field[]) =>
      String(fields.map((field) => field.name).filter((field) => field !== TIME.name)) === String(columns);
    if (known && isAppended && !isSameShape(known.fields))
      throw plainRefusal(500, `Schema mismatch for enrichment table ${org}/${name}`);
    if (known && !isAppended) await store.drop(known);
    const fields = [TIME, ...columns.map((column) => ({ name: column, type: 'Utf8' }))];
    const table = store.find(TYPE, name) ?? (await store.create(TYPE, name, fields));
    await store.insert(
      table,
      rows.map((row) => ({ ...row, _timestamp: nowUs() })),
      true,
    );
  }

  async function upload(call: Call) {
    const { org = '', table = '' } = call.path;
    const rows = await rowsOf(call);
    // One after the other: two could make the same table.
    const done = last.then(() => put(org, storedName(table), rows, call.query.get('append') === 'true'));
    last = done.catch(() => undefined);
    await done;
    return { code: 200, message: 'Saved enrichment table' };
  }

  /** The job is kept, and never runs: the sample reaches no other address. */
  async function fetchFromUrl({ path: { org = '', table = '' }, query, body }: Call) {
    const url = textIn(bodyWith(await body(), 'url'), 'url');
    const jobs = objects.of<string>(org, 'enrichment jobs');
    if (query.get('retry') !== 'true') {
      checkTableUrl(url);
      if (store.find(TYPE, storedName(table)))
        throw plainRefusal(
          400,
          `Enrichment table [${table}] already exists as a file upload enrichment. Use the file upload API to update it.`,
        );
      if (jobs.has(table))
        throw plainRefusal(
          400,
          `Cannot create new job: a job is currently processing for table ${org}/${table}. Please wait for it to complete.`,
        );
    }
    jobs.set(table, url);
    return {
      message: 'Enrichment table job created successfully',
      org_id: org,
      status: 'pending',
      table_name: table,
    };
  }

  const BASE = '/api/:org/enrichment_tables/:table';
  return [
    ['POST', BASE, upload],
    ['POST', `${BASE}/url`, fetchFromUrl],
  ];
}
