import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Rolldown } from 'tsdown';

/** What codegen bundles into src/generated/page.ts and views.ts, where the bundler sees text only. */
const IN_BROWSER_SCRIPTS = [
  '@modelcontextprotocol/client',
  '@modelcontextprotocol/core',
  '@modelcontextprotocol/ext-apps',
  'uplot',
  'zod',
].map((name) => join(import.meta.dirname, 'node_modules', name));

function packageFolder(moduleId: string): string | null {
  let folder = dirname(moduleId);
  while (folder.includes('node_modules')) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name) return folder;
    folder = dirname(folder);
  }
  return null;
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : 'Its package holds no license text.';
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** Writes the licenses of everything that was bundled, as those licenses ask. */
export function thirdPartyLicenses(): Rolldown.Plugin {
  return {
    name: 'third-party-licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : [],
      );
      const folders = modules.filter((id) => id.includes('node_modules')).map(packageFolder);
      const notices = [...new Set([...folders, ...IN_BROWSER_SCRIPTS])]
        .filter((folder) => folder !== null)
        .map(notice)
        .sort();
      const source = notices.join(`\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
    },
  };
}
