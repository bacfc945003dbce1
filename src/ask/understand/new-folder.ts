import { unquoted } from './text/unquoted.ts';
import { nounsIn } from './orders/kinds.ts';
import { orderedWrites } from './orders/ordered-writes.ts';

const NAME = '(?<name>"[^"]{1,80}"|\'[^\']{1,80}\'|[^\\s,.;:!?][^,.;:!?]{0,60}?)';
const endsBefore = (words: string) => `(?=\\s+(?:${words})(?![\\p{L}])|\\s*[,.;:!?]|\\s*$)`;

interface NewFolder {
  readonly form: RegExp;
  /** How the folder is made: its name and what it holds are put in. */
  readonly made: string;
  readonly folder: string;
  readonly kinds: Readonly<Record<string, string>>;
}

const KINDS = { dashboard: 'dashboards', panel: 'dashboards', alert: 'alerts', report: 'reports' };

/** A folder that does not exist yet, as where something is made or moved to, in each language. */
const FORMS: readonly NewFolder[] = [
  {
    form: new RegExp(
      `\\b(?<in>in|into|to|inside|under|within)\\s+(?:an?\\s+|my\\s+|our\\s+)?(?:brand[ -])?new\\s+(?:(?:dashboards?|alerts?|reports?)\\s+)?folder\\s+(?:(?:called|named|titled)\\s+)?${NAME}${endsBefore('and|with|showing|for|from|when|if|that|which|then|about|please|on|so')}`,
      'iu',
    ),
    made: 'create a folder called "{name}" for {kind} and then ',
    folder: 'the folder',
    kinds: KINDS,
  },
  {
    form: new RegExp(
      `(?<![\\p{L}])(?<in>in|nach|zu)\\s+(?:einem|einen|ein)\\s+neuen\\s+Ordner\\s+(?:(?:namens|mit dem Namen)\\s+)?${NAME}${endsBefore('und|mit|für|aus|wenn|bitte|an|hinzu|anlegen|erstellen')}`,
      'iu',
    ),
    made: 'erstelle einen Ordner namens "{name}" für {kind} und dann ',
    folder: 'den Ordner',
    kinds: { ...KINDS, alert: 'Alarme', report: 'Berichte', dashboard: 'Dashboards' },
  },
  {
    form: new RegExp(
      `(?<![\\p{L}])(?<in>dans|vers)\\s+un\\s+nouveau\\s+dossier\\s+(?:(?:nommé|appelé|intitulé)\\s+)?${NAME}${endsBefore('et|avec|pour|quand|si|qui')}`,
      'iu',
    ),
    made: 'crée un dossier nommé "{name}" pour les {kind} et puis ',
    folder: 'le dossier',
    kinds: { ...KINDS, alert: 'alertes', report: 'rapports', dashboard: 'tableaux de bord' },
  },
  {
    form: new RegExp(
      `(?<![\\p{L}])(?<in>en|a)\\s+una\\s+(?:nueva\\s+carpeta|carpeta\\s+nueva)\\s+(?:llamada\\s+)?${NAME}${endsBefore('y|con|para|cuando|si|que')}`,
      'iu',
    ),
    made: 'crea una carpeta llamada "{name}" para {kind} y luego ',
    folder: 'la carpeta',
    kinds: { ...KINDS, alert: 'alertas', report: 'informes', dashboard: 'dashboards' },
  },
  {
    form: new RegExp(
      `(?<![\\p{L}])(?<in>em|numa|para)\\s+(?:uma\\s+)?(?:nova\\s+pasta|pasta\\s+nova)\\s+(?:chamada\\s+)?${NAME}${endsBefore('e|com|para|quando|se|que')}`,
      'iu',
    ),
    made: 'crie uma pasta chamada "{name}" para {kind} e depois ',
    folder: 'a pasta',
    kinds: { ...KINDS, alert: 'alertas', report: 'relatórios', dashboard: 'dashboards' },
  },
];

/** An order for something in a new folder as two: "create a dashboard A in a new folder B" makes the folder first. */
export function withNewFolder(request: string): string {
  for (const { form, made, folder, kinds } of FORMS) {
    const found = form.exec(request);
    if (!found) continue;
    const order = orderedWrites(request).find(({ words }) => words.includes(found[0]));
    if (!order) return request;
    const before = order.words.slice(0, order.words.indexOf(found[0]));
    const kind = nounsIn(before).flatMap((noun) => kinds[noun.kind] ?? [])[0];
    const name = unquoted((found.groups?.name ?? '').trim());
    if (kind === undefined || name === '') return request;
    const first = made.replace('{name}', () => name).replace('{kind}', kind);
    const at = request.indexOf(order.words);
    const placed = order.words.replace(found[0], () => `${found.groups?.in} ${folder} "${name}"`);
    return `${request.slice(0, at)}${first}${placed}${request.slice(at + order.words.length)}`;
  }
  return request;
}
