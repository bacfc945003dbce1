import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { ConfigError } from '../../errors.ts';

/** PEM files of the way to an address; null for none. */
export interface CertificateFiles {
  /** Authorities to trust besides the usual ones. */
  readonly caFile: string | null;
  /** What this server shows of itself, and the key of it. */
  readonly clientCertFile: string | null;
  readonly clientKeyFile: string | null;
}

/** The content of those files, as TLS of Node wants it; empty where there are none. */
export interface Certificates {
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
}

function readPem(path: string, variable: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `The file named by ${variable} cannot be read (${(error as NodeJS.ErrnoException).code}). Check its path and permissions.`,
      { cause: error },
    );
  }
}

/** @throws {ConfigError} when one of the files cannot be read, or one of a pair is missing */
export function readCertificates({ caFile, clientCertFile, clientKeyFile }: CertificateFiles): Certificates {
  if ((clientCertFile === null) !== (clientKeyFile === null))
    throw new ConfigError('O2_CLIENT_CERT_FILE and O2_CLIENT_KEY_FILE go together.');
  return {
    ...(caFile === null ? {} : { ca: [...rootCertificates, readPem(caFile, 'O2_CA_FILE')] }),
    ...(clientCertFile === null ? {} : { cert: readPem(clientCertFile, 'O2_CLIENT_CERT_FILE') }),
    ...(clientKeyFile === null ? {} : { key: readPem(clientKeyFile, 'O2_CLIENT_KEY_FILE') }),
  };
}
