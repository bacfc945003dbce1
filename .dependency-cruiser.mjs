import { BROWSER, ROOMS, SAMPLE } from './layers.ts';

/** A pattern of the files that lie in a room itself. */
const within = ({ paths }) =>
  paths
    .map((path) => (path.endsWith('.ts') ? `^${path}$` : `^${path}/[^/]+$`).replaceAll('.', '[.]'))
    .join('|');

/** Files of several rooms. */
const any = (rooms) => rooms.map(within).join('|');

const downwards = (rooms) =>
  rooms.slice(1).map((room, at) => ({
    name: `${room.paths[0]} imports from above`,
    comment:
      `${room.paths.join(', ')} holds: ${room.holds} It may import only from rooms below it in layers.ts. ` +
      'Move what it needs down to the lowest room that fits, or move the importing code up to a room above both.',
    severity: 'error',
    from: { path: within(room) },
    to: { path: any(rooms.slice(0, at + 1)) },
  }));

/** Code that runs in the product and at build time alike. */
const SHARED_WITH_CODEGEN = '^src/(ask/understand/|contract/|catalog/file/)';

export default {
  forbidden: [
    {
      name: 'circle of files',
      comment:
        'Files import each other, types included. Move what both need into a file of its own, below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'circle of folders',
      comment: 'Folders import each other, types included. Move what both need into the lower of the two.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/' },
      to: { circular: true, path: '^src/' },
    },
    ...downwards(ROOMS),
    ...downwards(SAMPLE),
    ...downwards(BROWSER),
    {
      name: 'file without a room',
      comment:
        'Every folder of src/ stands in layers.ts, with a sentence that says what it holds. Add it there, at its level.',
      severity: 'error',
      from: { path: '^src/', pathNot: any([...ROOMS, ...SAMPLE, ...BROWSER]) },
      to: {},
    },
    {
      name: 'sample knows the product',
      comment: 'The sample stands in for OpenObserve. It may import only src/errors.ts and src/json/.',
      severity: 'error',
      from: { path: '^src/sample/' },
      to: { path: '^src/', pathNot: '^src/(sample/|json/|errors[.]ts$)' },
    },
    {
      name: 'product knows the sample',
      comment: 'Only src/server/app.ts and the command line start the sample.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sample/|server/app[.]ts$|cli/)' },
      to: { path: '^src/sample/' },
    },
    {
      name: 'MCP SDK below the server',
      comment:
        'Only src/server/, src/transports/ and src/ask/person.ts speak MCP. Everything below knows calls and results.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(server/|transports/|ask/person[.]ts$|page/client/|views/client/)',
      },
      to: { path: '@modelcontextprotocol/' },
    },
    {
      name: 'product knows its build',
      comment:
        'src/ runs without codegen, tests, fixtures and docs. Generate what it needs into src/generated/.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(codegen|openapi|fixtures|test|bench|docs)/' },
    },
    {
      name: 'codegen runs the product',
      comment:
        'codegen/ takes types from src/, and code only from what reads requests and documents in both. codegen/docs/ writes pages about the product, and may import all of it.',
      severity: 'error',
      from: { path: '^codegen/', pathNot: '^codegen/docs/' },
      to: { path: '^src/', pathNot: SHARED_WITH_CODEGEN, dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // TypeScript 7 has no programming interface yet; swc reads the same imports, those of types included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
