import type { JsonSchema } from './tool.ts';

/** A JSON object. */
export type JsonObject = { [key: string]: unknown };

/** A parameter object of OpenAPI 3. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly 'x-listed'?: boolean | 'full';
}

/** A media type object of OpenAPI 3. */
export interface MediaType {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
}

/** One operation of the merged contract, its parameters resolved, its schemas still with `$ref`s. */
export interface Operation {
  /** What messages call it: the operationId, or method and path where it has none. */
  readonly label: string;
  readonly operationId: string | undefined;
  readonly method: string;
  readonly path: string;
  /** Name of the toolset whose file holds it. */
  readonly toolset: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly content: Readonly<Record<string, MediaType>> } | null;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly mcp: unknown;
}

/** Whether a value is a JSON object, and no array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
