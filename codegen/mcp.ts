import { z } from 'zod';
import type { Problems } from '../src/contract/problems.ts';

const timeArgument = z.strictObject({
  role: z.enum(['start', 'end', 'at', 'duration']),
  unit: z.enum(['us', 'ms', 's', 'ns', 'prometheus']),
});

const nameCheck = z.strictObject({
  argument: z.string(),
  list: z.string(),
  rows: z.string(),
  field: z.string(),
});

const release = z.string().regex(/^v\d+\.\d+\.\d+$/, 'must be a release such as v0.10.9');

const lookup = {
  operation: z.string(),
  arguments: z.record(z.string(), z.unknown()).default({}),
  rows: z.string().nullable().default(null),
  match: z.record(z.string(), z.string()).default({}),
};

/** How releases differ from the contract: at least one of the two bounds says which. */
const releaseDifference = z
  .strictObject({
    from: release.nullable().default(null),
    before: release.nullable().default(null),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).nullable().default(null),
    lacks: z.record(z.string(), z.string()).default({}),
    fills: z.record(z.string(), z.unknown()).default({}),
    picks: z.strictObject(lookup).nullable().default(null),
    completes: z
      .strictObject({ ...lookup, takes: z.record(z.string(), z.string()) })
      .nullable()
      .default(null),
    sorts: z
      .strictObject({
        usual: z.string(),
        by: z.string(),
        order: z.string(),
        offset: z.string(),
        size: z.string(),
        most: z.int().positive(),
      })
      .nullable()
      .default(null),
  })
  .refine(({ from, before }) => from !== null || before !== null, 'needs "from", "before" or both');

/** The keyword `x-mcp` of an operation: what the product knows of it beyond OpenAPI. */
const confirmSchema = z.strictObject({
  why: z.string().min(1),
  argument: z.string().nullable().default(null),
  when: z.enum(['off', 'less', 'replaces']).nullable().default(null),
  unless: z.string().nullable().default(null),
  among: z.array(z.string()).default([]),
  adds: z.array(z.string().min(1)).default([]),
  current: z
    .strictObject({
      read: z.string(),
      field: z.string(),
      arguments: z.record(z.string(), z.unknown()).default({}),
    })
    .nullable()
    .default(null),
});

const mcpSchema = z.strictObject({
  toolset: z.string(),
  access: z.enum(['read', 'write', 'destructive']),
  idempotent: z.boolean(),
  edition: z.enum(['all', 'partial', 'enterprise']),
  since: release,
  instead: z.string().default(''),
  switch: z.string().min(1).optional(),
  hides: z.array(z.string().min(1)).default([]),
  releases: z.array(releaseDifference).default([]),
  core: z.boolean().default(false),
  aliases: z.array(z.string().min(1)).default([]),
  intent: z.strictObject({
    entity: z.string().min(1),
    action: z.string().min(1),
    facets: z.array(z.string().min(1)).default([]),
  }),
  lift: z.string().optional(),
  collisions: z
    .record(
      z.string(),
      z
        .string()
        .regex(/^(same|(same|rename): \S+)$/, 'must be "same", "same: other_name" or "rename: other_name"'),
    )
    .default({}),
  time: z
    .strictObject({
      range: z.enum(['required', 'optional', 'none']),
      with: z.string().optional(),
      arguments: z.record(z.string(), timeArgument),
    })
    .optional(),
  page: z
    .strictObject({
      style: z.enum(['offset', 'page-index']),
      offset: z.string(),
      size: z.string(),
      defaultSize: z.int().positive().nullable(),
    })
    .optional(),
  rows: z.string().optional(),
  summaryFields: z.array(z.string().min(1)).default([]),
  shows: z
    .strictObject({
      rename: z.record(z.string(), z.string()).default({}),
      units: z.record(z.string(), z.enum(['ns', 'us', 'ms', 's', 'min', 'MiB'])).default({}),
      unitsWhen: z.strictObject({ argument: z.string(), is: z.string() }).nullable().default(null),
      zeroIsUnknown: z.array(z.string().min(1)).default([]),
      unnest: z.string().nullable().default(null),
      columns: z.array(z.string().min(1)).default([]),
    })
    .optional(),
  uiPath: z.string().startsWith('/').optional(),
  untrusted: z.boolean().default(false),
  exported: z
    .strictObject({
      kind: z.string().min(1),
      object: z.string().nullable().default(null),
      omit: z.array(z.string().min(1)).default([]),
    })
    .optional(),
  unasked: z.record(z.string(), z.unknown()).default({}),
  update: z
    .strictObject({
      read: z.string(),
      replaces: z.boolean().default(true),
      object: z.string().nullable().default(null),
      rows: z.string().nullable().default(null),
      arguments: z.record(z.string(), z.unknown()).default({}),
      into: z.string().nullable().default(null),
      match: z.record(z.string(), z.string()).default({}),
      version: z.strictObject({ argument: z.string(), field: z.string() }).nullable().default(null),
      conflict: z.array(z.int()).default([]),
      omit: z.array(z.string()).default([]),
      rename: z.record(z.string(), z.string()).default({}),
      also: z.array(z.string()).default([]),
      locate: z
        .strictObject({
          argument: z.string(),
          read: z.string(),
          asks: z.record(z.string(), z.string()),
          rows: z.string(),
          match: z.record(z.string(), z.string()),
          field: z.string(),
        })
        .nullable()
        .default(null),
    })
    .optional(),
  checks: z
    .strictObject({ exists: z.array(nameCheck).default([]), unique: z.array(nameCheck).default([]) })
    .optional(),
  short: z
    .record(
      z.string(),
      z.strictObject({
        as: z.enum(['panels', 'panel', 'condition', 'nodes', 'schedule']),
        makes: z.string(),
        schema: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .default({}),
  unless: z.array(z.strictObject({ given: z.string(), frees: z.array(z.string()).min(1) })).default([]),
  together: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  reveals: z.array(z.string().min(1)).default([]),
  ask: z.record(z.string(), z.string().min(1).nullable()).optional(),
  names: z
    .strictObject({
      id: z.string(),
      label: z.string(),
      arguments: z.record(z.string(), z.string()),
      own: z.boolean().default(false),
      kind: z.strictObject({ field: z.string(), argument: z.string() }).nullable().default(null),
    })
    .optional(),
  confirm: z.union([confirmSchema.transform((one) => [one]), z.array(confirmSchema).min(2)]).default([]),
  preview: z
    .array(
      z.strictObject({
        read: z.string(),
        arguments: z.record(z.string(), z.unknown()).default({}),
        rows: z.string().nullable().default(null),
        match: z.record(z.string(), z.string()).default({}),
        says: z.string().min(1),
        counts: z.string().nullable().default(null),
        state: z.array(z.string().min(1)).default([]),
      }),
    )
    .default([]),
});

/** The `x-mcp` extension of an operation in the contract. */
export type Mcp = z.infer<typeof mcpSchema>;

/** The `x-mcp` of one operation; null, with what is wrong added to `problems`, where it has none that can be used. */
export function readMcp(value: unknown, label: string, toolset: string, problems: Problems): Mcp | null {
  if (value === undefined) {
    problems.add(
      label,
      'has no x-mcp; it needs at least toolset, access, idempotent, edition, since and intent',
    );
    return null;
  }
  const read = mcpSchema.safeParse(value);
  if (!read.success) {
    for (const issue of read.error.issues)
      problems.add(label, `${['x-mcp', ...issue.path].join('.')}: ${issue.message}`);
    return null;
  }
  if (read.data.toolset !== toolset) {
    problems.add(
      label,
      `x-mcp.toolset is "${read.data.toolset}", but its file belongs to the toolset "${toolset}"`,
    );
  }
  return read.data;
}
