import type { View } from '../../catalog/catalog.ts';
import type { App } from '../../server/app.ts';
import { withFileFields } from '../../config/instances-file.ts';
import type { Instance } from '../../server/instance.ts';
import type { Credentials } from '../../openobserve/credentials.ts';
import { checkAccess } from './access.ts';
import { failed, type Finding, passed } from './finding.ts';
import { checkModel } from './model.ts';
import { checkKeys, checkPort, checkState } from './serving.ts';
import { checkClock, checkProxy, checkReachable, checkRelease } from './connectivity.ts';

/** Reachability and version need no credential, and are shown also when it is missing or wrong. */
const ANONYMOUS: Credentials = { header: () => '', reload: () => false };

/** The way to OpenObserve and what there is; stops where nothing more can be known. */
async function diagnoseOpenObserve(
  { config, openobserve }: Instance,
  view: View,
): Promise<readonly Finding[]> {
  const { baseUrl } = openobserve;
  if (baseUrl === null)
    return [
      failed(
        'address',
        'not set',
        'Set O2_BASE_URL, for example http://localhost:5080, or try the sample with --demo.',
      ),
    ];
  const address = passed('address', `${baseUrl}${config.demo ? ' (the built-in sample)' : ''}`);
  const proxy = await checkProxy(baseUrl);
  if (!proxy.isGood) return [address, proxy];
  const anonymous = openobserve.as(ANONYMOUS);
  const { findings, answer } = await checkReachable(anonymous, baseUrl);
  const way = [address, ...(findings.some(({ check }) => check === 'proxy') ? [] : [proxy]), ...findings];
  if (answer === null) return way;
  return [
    ...way,
    checkClock(answer.date, Date.now()),
    ...(await checkRelease(anonymous, view)),
    ...(await checkAccess(openobserve, config)),
  ];
}

function ofInstance({ name }: Instance, finding: Finding): Finding {
  const { check, remedy } = finding;
  return { ...finding, check: `${name} ${check}`, remedy: remedy === null ? null : withFileFields(remedy) };
}

/** Everything that must be right, in the order in which one thing needs the other. */
export async function diagnose(app: App): Promise<Finding[]> {
  const { state } = app;
  const own = Promise.all([
    checkModel(app.config),
    checkKeys(app),
    ...(state === null ? [] : [checkState(state)]),
    checkPort(app),
  ]);
  const each = await Promise.all(
    app.instances.current().map(async (instance) => {
      const findings = await diagnoseOpenObserve(instance, app.view);
      return instance.name === null ? findings : findings.map((finding) => ofInstance(instance, finding));
    }),
  );
  return [...each.flat(), ...(await own)];
}
