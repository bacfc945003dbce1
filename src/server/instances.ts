import { isDeepStrictEqual } from 'node:util';
import type { Catalog, InstanceExposure, View, ViewOptions } from '../catalog/catalog.ts';
import { type InstanceSettings, instancesParser, refuseBeside } from '../config/instances-file.ts';
import type { Config } from '../config/options.ts';
import { watchFile } from '../config/watched-file.ts';
import { ConfigError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createRedactKnown } from '../redact/known-secrets.ts';
import { createInstance, type Instance, type InstanceParts } from './instance.ts';
import { createRoutedRun, type NamedInstance } from './route-call.ts';
import type { Run } from './run.ts';

/** Shorter ones would blot out ordinary words. */
const SHORTEST_SECRET = 8;

/** The OpenObserves of this process. */
export interface Instances {
  /** Those that there are just now; none only where their file was taken away. */
  current(): readonly Instance[];
  /** What a caller sees who asks for nothing narrower. */
  view(): View;
  /** A run that goes to one of them with each call. `runOf`: as whom it acts there. */
  runFor(runOf: (instance: Instance) => Run): Run;
  /** Texts of all of them that must be seen nowhere. */
  readonly secrets: Iterable<string>;
  close(): void;
}

/** What decides the exposure of one of them. @throws {ConfigError} */
export type ExposureOf = (config: Config) => Omit<ViewOptions, 'narrow' | 'instances'>;

interface Kept {
  readonly settings: readonly InstanceSettings[];
  readonly instances: readonly NamedInstance[];
  readonly view: View;
}

interface FileOptions {
  readonly config: Config;
  readonly path: string;
  readonly catalog: Catalog;
  readonly exposureOf: ExposureOf;
  readonly log: Log;
  readonly parts: InstanceParts;
}

/**
 * Those of `O2_INSTANCES_FILE`. When it changes, instances whose settings are as they were go on as they are. A file that
 * is wrong changes nothing; when it was taken away, there is none any more.
 * @throws {ConfigError} when the file is wrong at the start
 */
export async function instancesOfFile({
  config,
  path,
  catalog,
  exposureOf,
  log,
  parts,
}: FileOptions): Promise<Instances> {
  refuseBeside(config);
  const parse = await instancesParser(config, process.env);
  const viewOf = (instances: readonly InstanceExposure[]) =>
    catalog.view({
      profile: config.profile,
      narrow: [],
      readOnly: config.readOnly || (instances.length > 0 && instances.every(({ readOnly }) => readOnly)),
      allow: [],
      deny: [],
      org: null,
      instances,
    });
  const nothing: Kept = { settings: [], instances: [], view: viewOf([]) };
  let kept = nothing;
  const leaving = new Set<NamedInstance>();

  /** Calls that are under way may end first. */
  function dismiss(instance: NamedInstance): void {
    leaving.add(instance);
    const end = () => {
      leaving.delete(instance);
      instance.close();
    };
    setTimeout(end, config.timeoutMs).unref();
  }

  function exposed(settings: InstanceSettings): InstanceExposure {
    try {
      const own = exposureOf(settings.config);
      catalog.view({ ...own, narrow: [] });
      return { name: settings.name, label: settings.label, ...own };
    } catch (error) {
      throw new ConfigError(`The instance ${settings.name}: ${(error as Error).message}`, { cause: error });
    }
  }

  function take(text: string): Kept {
    const settings = parse(text);
    const view = viewOf(settings.map(exposed));
    const before = kept;
    const instances = settings.map((each): NamedInstance => {
      const same = before.settings.findIndex((old) => isDeepStrictEqual(old, each));
      return before.instances[same] ?? { ...createInstance(each, parts), name: each.name };
    });
    for (const old of before.instances) if (!instances.includes(old)) dismiss(old);
    kept = { settings, instances, view };
    return kept;
  }

  const hide = createRedactKnown(parts.secrets, SHORTEST_SECRET);
  const file = watchFile<Kept>({ path, variable: 'O2_INSTANCES_FILE', parse: take, nothing, log });
  const now = () => file.current();
  return {
    current: () => now().instances,
    view: () => now().view,
    runFor: (runOf) => createRoutedRun({ catalog, current: () => now().instances, runOf, hide }),
    secrets: {
      *[Symbol.iterator]() {
        for (const { secrets } of [...kept.instances, ...leaving]) yield* secrets;
      },
    },
    close() {
      for (const instance of [...kept.instances, ...leaving]) instance.close();
    },
  };
}
