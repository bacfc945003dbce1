import { plainRefusal, Refusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { bodyWith, textIn } from '../objects/body.ts';
import { sortedBy } from '../objects/objects.ts';
import type { World } from '../objects/world.ts';

/** A folder of dashboards, alerts or reports. */
export interface Folder {
  readonly folderId: string;
  readonly name: string;
  readonly description: string;
}

const TYPES = ['dashboards', 'alerts', 'reports'];
/** The folder that each organization has. */
export const DEFAULT_FOLDER = 'default';

/** Folders of one type in an organization. */
export const foldersOf = ({ objects }: World, organization: string, type: string) =>
  objects.of<Folder>(organization, `folders of ${type}`);

/** The folder that an object goes into: `default` comes with the first object in it. */
export function folderFor(world: World, organization: string, type: string, id: string): Folder | undefined {
  const folders = foldersOf(world, organization, type);
  if (id === DEFAULT_FOLDER && !folders.has(id))
    folders.set(id, { folderId: id, name: DEFAULT_FOLDER, description: DEFAULT_FOLDER });
  return folders.get(id);
}

/** Routes of folders. */
export function folderRoutes(world: World): Route[] {
  const { objects, ids } = world;
  const refuse = (message: string) => plainRefusal(400, message);

  function foldersIn({ path: { org = '', type = '' } }: Call) {
    if (!TYPES.includes(type))
      throw new Refusal(
        400,
        `Invalid URL: unknown variant \`${type}\`, expected one of ${TYPES.map((known) => `\`${known}\``).join(', ')}`,
      );
    return foldersOf(world, org, type);
  }

  function found(folder: Folder | undefined): Folder {
    if (!folder) throw plainRefusal(404, 'Folder not found');
    return folder;
  }

  async function read(call: Call, id: string): Promise<Folder> {
    const folders = foldersIn(call);
    const body = bodyWith(await call.body(), 'name', 'description');
    const name = textIn(body, 'name').trim();
    if (id === DEFAULT_FOLDER) throw refuse(`Can't update default folder`);
    if (name === '') throw refuse('Folder name cannot be empty');
    if ([...folders.values()].some((folder) => folder.name === name && folder.folderId !== id))
      throw refuse('Folder with this name already exists in this organization');
    return { folderId: id, name, description: textIn(body, 'description') };
  }

  async function create(call: Call) {
    const folder = await read(call, ids.snowflake());
    foldersIn(call).set(folder.folderId, folder);
    return folder;
  }

  /** An id that nobody has becomes a folder. */
  async function update(call: Call) {
    const folder = await read(call, call.path.id ?? '');
    foldersIn(call).set(folder.folderId, folder);
    return { code: 200, message: 'Folder updated' };
  }

  function remove(call: Call) {
    const { org = '', type = '', id = '' } = call.path;
    const folders = foldersIn(call);
    if (id !== DEFAULT_FOLDER) found(folders.get(id));
    if ([...objects.of<{ folder: string }>(org, type).values()].some(({ folder }) => folder === id))
      throw refuse(`Folder contains ${type}, please move/delete ${type} from folder`);
    folders.delete(id);
    return { code: 200, message: 'Folder deleted' };
  }

  const BASE = '/api/v2/:org/folders/:type';
  return [
    ['GET', BASE, (call) => ({ list: sortedBy(foldersIn(call).values(), ({ name }) => name) })],
    ['POST', BASE, create],
    [
      'GET',
      `${BASE}/name/:name`,
      (call) => found([...foldersIn(call).values()].find(({ name }) => name === call.path.name)),
    ],
    ['GET', `${BASE}/:id`, (call) => found(foldersIn(call).get(call.path.id ?? ''))],
    ['PUT', `${BASE}/:id`, update],
    ['DELETE', `${BASE}/:id`, remove],
  ];
}
