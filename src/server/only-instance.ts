import type { View } from '../catalog/catalog.ts';
import type { Config } from '../config/options.ts';
import { createInstance, type InstanceParts } from './instance.ts';
import type { Instances } from './instances.ts';

/** The one of the settings. */
export function onlyInstance(config: Config, view: View, parts: InstanceParts): Instances {
  const only = createInstance({ name: null, label: null, aliases: [], config }, parts);
  return {
    current: () => [only],
    view: () => view.current(),
    runFor: (runOf) => runOf(only),
    secrets: only.secrets,
    close: () => only.close(),
  };
}
