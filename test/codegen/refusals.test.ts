import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyDirectory, runCodegen, SPECS } from './run-codegen.ts';

/** What codegen says of each hostile document under fixtures/specs: all of its lines after the first. */
const REFUSALS: Readonly<Record<string, readonly string[]>> = {
  'broken-yaml': [
    'things.yaml: cannot be read as YAML: Flow map in block collection must be sufficiently indented and end with a } at line 3, column 1.',
  ],
  'double-component': [
    'components.schemas.Thing: is in two files, the second time in more.yaml; rename one, or keep one in common.yaml.',
  ],
  'double-intent': [
    'ReadThing: its intent "thing get" is that of GetThing too; give one of them another facet.',
  ],
  'double-operation-id': [
    'GetThing: two operations have this operationId: GET /api/things/{thing_id} and GET /api/other/{thing_id}.',
  ],
  'double-path': ['GET /api/things/{thing_id}: is in two files, the second time in more.yaml; keep one.'],
  'example-without-argument': [
    `GetThing: its own schema refuses its example: it must have required property 'size'; correct the schema or the example, and give required parameters an "example".`,
  ],
  'external-ref': [
    'UpdateThing: the $ref "https://example.com/thing.yaml#/Thing" is external; move what it points at to components and write "#/components/schemas/Name".',
  ],
  'field-without-path': [
    'GetThing: the path parameter "part_id" has no {part_id} in the path /api/things/{thing_id}.',
  ],
  'folded-names': [
    'getThing_V2: the name "get_thing_v2" equals that of GetThingV2 once case and punctuation are gone.',
  ],
  'free-body': [
    'UpdateThing: its body is an object without properties, so it has no arguments; name its fields.',
    'UpdateThing: its body takes any key, which flat arguments cannot carry; name its fields and leave additionalProperties out.',
    'UpdateThing: the example of its body has "name", which the schema does not have.',
  ],
  'invalid-openapi': [
    `The toolset files together: are no valid OpenAPI 3.1: GetThing/responses/200 must have required property 'description'; GetThing/responses/200 must match "else" schema.`,
  ],
  'long-name': [
    'GetTheThingThatHasAnOperationIdOfFarTooManyCharacters: the tool name "get_the_thing_that_has_an_operation_id_of_far_too_many_characters" has 65 characters; at most 40 are allowed.',
  ],
  'missing-operation-id': ['GET /api/things/{thing_id}: has no operationId.'],
  'missing-x-mcp': [
    'GetThing: has no x-mcp; it needs at least toolset, access, idempotent, edition, since and intent.',
  ],
  'misspelt-keyword': [
    'GetThing: "x-lsited" is no keyword of the contract; it has x-mcp, x-published, x-listed.',
  ],
  'path-without-field': [
    'GetThing: its path has {part_id}, but there is no path parameter "part_id"; add it to parameters.',
  ],
  'profile-name': ['openapi.yaml: "x-toolsets.0.name": is the name of a profile; choose another.'],
  'refused-example': [
    'UpdateThing: its own schema refuses its example: size must be integer; correct the schema or the example, and give required parameters an "example".',
  ],
  'rejected-descriptions': [
    'GetThing: the description holds a shell operator ("&&"), so gateways reject it; write it in other words.',
    'GetThing: the description of "address" has quoted text that ends in "//" ("//\\""), so gateways reject it; write it in other words.',
    'GetThing: the description of "handler" has a word that starts with "on" before "=", which looks like an HTML event handler ("only="), so gateways reject it; write it in other words.',
    'GetThing: the description of "length" has 8511 characters; gateways take 8192.',
    'GetThing: the description of "pipes" holds a shell operator ("||"), so gateways reject it; write it in other words.',
    'GetThing: the description of "placeholder" holds what looks like an HTML tag ("<stream>"), so gateways reject it; write it in other words.',
    'GetThing: the description of "shell" holds a shell operator ("$("), so gateways reject it; write it in other words.',
    'GetThing: the description of "tag" holds what looks like an HTML tag ("<body>"), so gateways reject it; write it in other words.',
  ],
  'reserved-argument': [
    'GetThing: the argument "confirm" is reserved for the product; give the field another name with x-mcp.collisions.',
  ],
  'several-problems': [
    'GET /api/things/{thing_id}: has no operationId.',
    'GetOther: x-mcp: Unrecognized key: "color".',
    'openapi.yaml: x-operations says 3, but the toolset files have 2 operations; correct whichever is wrong.',
  ],
  'stray-example': ['UpdateThing: the example of its body has "sise", which the schema does not have.'],
  'taken-name': [
    `DescribeTool: the name "describe_tool" equals that of the product's own tool describe_tool once case and punctuation are gone.`,
  ],
  'uncompilable-schema': [
    'GetThing: Ajv does not compile its schema: strict mode: unknown keyword: "minimun".',
  ],
  'undeclared-collision': [
    'UpdateThing: the body field "thing_id" has the name of another argument; say in x-mcp.collisions whether it is "same" or "rename: other_name".',
  ],
  'unknown-time-argument': [
    'GetThing: x-mcp.time names the argument "stop", which it does not have; it has thing_id, start.',
  ],
  'unknown-update-read': [
    'UpdateThing: x-mcp.update has rows but no match; say which field of a row equals which argument.',
    'UpdateThing: x-mcp.update.read is "FetchThing", which is no operationId of the contract.',
    'UpdateThing: x-mcp.update.version names the argument "hash", which it does not have; it has thing_id, name.',
  ],
  'unknown-x-mcp-key': ['GetThing: x-mcp: Unrecognized key: "summaryfields".'],
  'unresolved-ref': [
    'UpdateThing: the $ref "#/components/schemas/Nmae" points at nothing; add the component to a toolset file or correct the name.',
  ],
  'wordy-description': [
    'GetThing: the description has 40 words before its first blank line; at most 35 are listed, move the rest into a paragraph of its own.',
  ],
  'wrong-count': [
    'openapi.yaml: x-operations says 2, but the toolset files have 1 operations; correct whichever is wrong.',
  ],
  'wrong-toolset': ['GetThing: x-mcp.toolset is "thongs", but its file belongs to the toolset "things".'],
};

describe.concurrent('codegen refuses a contract that is wrong', { timeout: 60_000 }, () => {
  it.each(Object.entries(REFUSALS))('%s', async (trap, lines) => {
    const out = await emptyDirectory();
    const { exitCode, stdout, stderr } = await runCodegen('--openapi', join(SPECS, trap), '--out', out);
    expect(stderr.trimEnd().split('\n')).toEqual(['The contract has problems:', ...lines]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(await readdir(out)).toEqual([]);
  });

  it('every document there is looked at', async () => {
    expect((await readdir(SPECS)).sort()).toEqual([...Object.keys(REFUSALS), 'sound'].sort());
  });
});
