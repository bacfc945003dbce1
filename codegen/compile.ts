import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { ToolPlan } from './plan.ts';
import type { Problems } from '../src/contract/problems.ts';
import { reachableDefinitions, type Schemas } from '../src/contract/schema.ts';

function refusal({ instancePath, message, params }: ErrorObject): string {
  const where = instancePath === '' ? 'it' : instancePath.slice(1).replaceAll('/', '.');
  const extra = params.additionalProperty ?? params.missingProperty ?? '';
  const allowed = Array.isArray(params.allowedValues) ? ` (${params.allowedValues.join(', ')})` : '';
  return `${where} ${message}${extra !== '' && !message?.includes(extra) ? ` ("${extra}")` : ''}${allowed}`;
}

/** Compiles every schema strictly and holds its example against it. */
export function checkSchemas(plans: readonly ToolPlan[], schemas: Schemas, problems: Problems): void {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allErrors: true,
    logger: false,
  });
  formats.default(ajv);
  for (const { label, row, schema } of plans) {
    try {
      const check = ajv.compile({ ...schema, $defs: reachableDefinitions([schema], schemas) });
      const example = (schema.examples as object[])[0];
      if (check(row.places.org_id ? { org_id: 'default', ...example } : example)) continue;
      // An update names a part of the object: what is missing inside it is read from the server.
      const errors = (check.errors ?? []).filter(
        ({ keyword, instancePath }) => row.update === null || keyword !== 'required' || instancePath === '',
      );
      if (errors.length === 0) continue;
      const reasons = [...new Set(errors.map(refusal))].slice(0, 3).join('; ');
      problems.add(
        label,
        `its own schema refuses its example: ${reasons}; correct the schema or the example, and give required parameters an "example"`,
      );
    } catch (error) {
      problems.add(label, `Ajv does not compile its schema: ${(error as Error).message.replace(/\.$/, '')}`);
    }
    try {
      ajv.compile(row.inputSchema);
    } catch (error) {
      problems.add(
        label,
        `Ajv does not compile its short schema: ${(error as Error).message.replace(/\.$/, '')}`,
      );
    }
  }
}
