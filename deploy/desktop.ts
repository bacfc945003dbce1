import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packExtension } from '@anthropic-ai/mcpb';
import { OPTIONS } from '../src/config/options.ts';
import { VERSION } from '../src/version.ts';

// Builds the bundle that Claude Desktop installs with a double click: node deploy/desktop.ts [FILE]. It needs `npm run build`.

const ROOT = join(import.meta.dirname, '..');

/** The settings of the form, in its order; what is not here keeps its default. */
const FORM = [
  { option: 'baseUrl', title: 'Address of OpenObserve', required: true },
  { option: 'apiKey', title: 'Credential', required: true },
  { option: 'org', title: 'Organization', required: false },
  { option: 'profile', title: 'Tools to offer', required: false, default: 'core' },
  { option: 'readOnly', title: 'Read only', required: false, default: false },
] as const;

/** The manifest of the bundle: what starts, and the form that asks for its settings. */
export function desktopManifest(): object {
  const { description, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const userConfig = FORM.map(({ option, title, required, ...rest }) => {
    const { type, sentence, secret } = OPTIONS[option];
    return [
      option,
      {
        type: type === 'switch' ? 'boolean' : 'string',
        title,
        description: sentence,
        required,
        // The form writes what is left out as an empty text, and blank variables count as unset.
        ...('default' in rest ? { default: rest.default } : required ? {} : { default: '' }),
        ...(secret ? { sensitive: true } : {}),
      },
    ];
  });
  return {
    manifest_version: '0.3',
    name: 'openobserve-mcp',
    display_name: 'OpenObserve',
    version: VERSION,
    description,
    author: { name: 'The authors of openobserve-mcp' },
    license,
    keywords: ['openobserve', 'observability', 'logs', 'metrics', 'traces'],
    server: {
      type: 'node',
      entry_point: 'dist/cli.js',
      mcp_config: {
        command: 'node',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Claude Desktop fills it in
        args: ['${__dirname}/dist/cli.js', 'stdio'],
        env: Object.fromEntries(
          FORM.map(({ option }) => [OPTIONS[option].variable, `\${user_config.${option}}`]),
        ),
      },
    },
    tools_generated: true,
    prompts_generated: true,
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: '>=22.19' } },
    user_config: Object.fromEntries(userConfig),
  };
}

/** Pack `dist/` with its manifest into `file`. @throws {Error} when the manifest or a file of it is wrong */
export async function packDesktop(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-desktop-'));
  try {
    for (const name of ['dist', 'package.json', 'LICENSE', 'CHANGELOG.md'])
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(desktopManifest(), null, 2));
    const isPacked = await packExtension({ extensionPath: folder, outputPath: file, silent: true });
    if (!isPacked) throw new Error(`${file} could not be packed.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) await packDesktop(process.argv[2] ?? join(ROOT, `openobserve-mcp-${VERSION}.mcpb`));
