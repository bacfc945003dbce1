/** A server that the client starts itself and speaks to on stdin and stdout. */
export interface LocalTarget {
  readonly kind: 'local';
  /** Variables that may be seen, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** Variables whose values must come from elsewhere. */
  readonly secrets: readonly string[];
  /** Script of the copy to start; null for the package on npm. */
  readonly script: string | null;
}

/** A server that listens somewhere: ours, or a gateway in front of it. */
export interface RemoteTarget {
  readonly kind: 'remote';
  readonly url: string;
  /** Header that carries the key; null when none is wanted. In `Authorization` it follows `Bearer`. */
  readonly keyHeader: string | null;
}

/** What a client connects to: a server that it starts, or an address. */
export type Target = LocalTarget | RemoteTarget;

/** Configuration to paste, and what a person must know of it. It holds no secret. */
export interface Snippet {
  readonly format: 'json' | 'yaml' | 'sh' | 'text';
  /** An object for JSON and YAML; otherwise lines of a shell, or of fields of a form. */
  readonly content: object | string;
  /** Whole sentences. */
  readonly notes: readonly string[];
}

/** The variable that holds the key for a server that listens somewhere. */
export const KEY_VARIABLE = 'OPENOBSERVE_MCP_KEY';

/** The header of the key, with a reference in place of its value. */
export function keyHeaders({ keyHeader }: RemoteTarget, reference: string): Record<string, string> {
  if (keyHeader === null) return {};
  return { [keyHeader]: keyHeader.toLowerCase() === 'authorization' ? `Bearer ${reference}` : reference };
}
