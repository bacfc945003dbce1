import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mainProofs, proveReleases } from './levels.ts';
import { proofsFile } from './proofs-file.ts';

it('says of each tool what the recordings show: npm run prove writes it', async () => {
  const written = readFileSync(new URL('../../src/generated/proofs.ts', import.meta.url), 'utf8');
  expect(written).toBe(proofsFile(mainProofs(await proveReleases())));
}, 300_000);
