import type { Arguments, ToolRow } from '../../../contract/tool.ts';
import type { WriteAction } from './order-words.ts';

/** Orders as they are said in full, of what people ask most how to do. */
const IN_FULL: Readonly<Record<string, string>> = {
  CreateAlert: 'create an alert when there are more than 10 errors in STREAM in 5 minutes',
  CreateDashboard: 'create a dashboard with the errors per hour in STREAM',
  UpdateStreamSettings: 'set the retention of {name} to 30 days',
  UpdateAlert: 'set the threshold of {name} to 50',
  UserUpdate: 'change the role of {name} to admin',
  UserSave: 'invite {name} as admin',
  TriggerAlert: 'trigger the alert {name}',
};

const PLACES = /^(?:org_id|type|stream_type|folder|folder_type|dst_folder_id)$/;

/** What a call is about, by the name that the words give it; null where they give none. */
function nameIn({ places }: ToolRow, args: Readonly<Arguments>): string | null {
  const placed = Object.keys(args).filter((name) => (places[name] ?? []).some(({ in: at }) => at === 'path'));
  const found = [...placed, 'alert_ids', 'dashboard_ids', 'name', 'title', 'email']
    .filter((name) => !PLACES.test(name))
    .flatMap((name) => args[name] ?? [])
    .find((value) => typeof value === 'string' && value !== '');
  return found === undefined ? null : String(found);
}

/** What a person may say to have a call made: a whole order, with the name of the thing where it is known. */
export function exampleOrder(
  row: ToolRow,
  action: WriteAction,
  kind: string | null,
  args: Readonly<Arguments>,
): string | null {
  const what = kind?.replaceAll('_', ' ') ?? null;
  const name = nameIn(row, args) ?? (what === null ? 'NAME' : what.toUpperCase());
  const full = IN_FULL[row.operationId];
  if (full !== undefined) return full.replace('{name}', () => name);
  if (what === null) return null;
  const isOn = args.value === true;
  switch (action) {
    case 'delete':
      return `delete the ${what} ${name}`;
    case 'create':
      return `create a ${what} called ${name}`;
    case 'move':
      return `move the ${what} ${name} to the folder FOLDER`;
    case 'copy':
      return `clone the ${what} ${name} as NEW_NAME`;
    case 'on':
    case 'off':
      return `turn ${isOn ? 'on' : 'off'} the ${what} ${name}`;
    case 'update':
      return 'name' in row.places || 'title' in row.places ? `rename the ${what} ${name} to NEW_NAME` : null;
    default:
      return null;
  }
}
