import { valueAt } from '../../../src/openobserve/answer.ts';
import type { Session } from './session.ts';

type Row = Record<string, unknown>;
const byEmail = (rows: unknown, email: string) => (rows as Row[]).find((row) => row.email === email);

export async function users({ name, call, same, onlyChanged, later, refused }: Session): Promise<void> {
  const email = `${name('user')}@example.com`;
  await call('user_save', {
    email,
    password: 'Complexpass#123',
    role: 'admin',
    first_name: 'Before',
    last_name: 'Kept',
  });
  later('remove_user_from_org', { email_id: email });
  const before = byEmail(await call('user_list'), email);
  await call('user_update', { email_id: email, first_name: 'After' });
  const read = byEmail(await call('user_list'), email);
  same('a user takes the new first name', read?.first_name, 'After');
  onlyChanged('a user', before, read, ['first_name']);
  await refused('remove_user_from_org', { email_id: `nobody.${email}` }, /does not exist/);
  await call('remove_user_from_org', { email_id: email });
  same('a user is gone', byEmail(await call('user_list'), email) === undefined, true);
}

const SECOND_ORGANIZATION = 'prove live';

/** An organization cannot be deleted: one is made where there is none yet, and stays for the next time. */
async function secondOrganization({ call }: Session): Promise<string> {
  const known = (await call('get_user_organizations')) as Row[];
  const made = known.find((row) => String(row.name).startsWith(SECOND_ORGANIZATION));
  return String(
    (made ?? ((await call('create_organization', { name: SECOND_ORGANIZATION })) as Row)).identifier,
  );
}

export async function organizations(session: Session): Promise<void> {
  const { name, call, same, later, refused } = session;
  await refused('create_organization', { name: 'not-a-name' }, /alphanumeric|A-Z|pattern/i);
  const org_id = await secondOrganization(session);
  // When the new name shows is not recorded: the answer has the old one.
  await call('rename_organization', { org_id, new_name: `${SECOND_ORGANIZATION} renamed` });
  later('rename_organization', { org_id, new_name: SECOND_ORGANIZATION });
  const email = `${name('member')}@example.com`;
  await call('user_save', {
    email,
    password: 'Complexpass#123',
    role: 'admin',
    first_name: '',
    last_name: '',
  });
  later('remove_user_from_org', { email_id: email });
  await call('add_user_to_org', { org_id, email_id: email, role: 'admin' });
  later('remove_user_from_org', { org_id, email_id: email });
  const isIn = async (args: Row) => byEmail(await call('user_list', args), email) !== undefined;
  same('a user is in the second organization', await isIn({ org_id }), true);
  await refused('add_user_to_org', { org_id, email_id: email, role: 'admin' }, /already/i);
  await call('remove_user_from_org', { org_id, email_id: email });
  same('a user is out of the second organization', await isIn({ org_id }), false);
  same('a user is still in the first one', await isIn({}), true);
}

export async function serviceAccounts({ name, call, same, onlyChanged, later }: Session): Promise<void> {
  const email = `${name('robot')}@example.com`;
  const made = await call('service_account_save', { email, first_name: 'Before', last_name: 'Kept' });
  later('remove_service_account', { email_id: email });
  same('the token is shown once', typeof valueAt(made, 'token'), 'string');
  const before = byEmail(await call('service_accounts_list'), email);
  await call('service_account_update', { email_id: email, first_name: 'After' });
  const read = byEmail(await call('service_accounts_list'), email);
  same('a service account takes the new first name', read?.first_name, 'After');
  onlyChanged('a service account', before, read, ['first_name']);
  await call('remove_service_account', { email_id: email });
}

export async function settings({ name, call, same, onlyChanged, later }: Session): Promise<void> {
  const key = name('setting');
  await call('get_organization_summary');
  const before = valueAt(await call('organization_setting_get'), 'data') as Row;
  await call('organization_setting_create', { scrape_interval: 21 });
  later('organization_setting_create', { scrape_interval: before.scrape_interval });
  const after = valueAt(await call('organization_setting_get'), 'data') as Row;
  onlyChanged('an organization', before, after, ['scrape_interval']);
  same('an organization takes a setting', after.scrape_interval, 21);
  const user_id = 'prove@example.com';
  await call('system_setting_set_org', {
    setting_key: key,
    setting_value: { mode: 'dark' },
    setting_category: 'ui',
  });
  later('system_setting_delete_org', { key });
  await call('system_setting_set_user', { user_id, setting_key: key, setting_value: { mode: 'light' } });
  later('system_setting_delete_user', { user_id, key });
  const mode = async (args: Row) =>
    valueAt(await call('system_setting_get_resolved', { key, ...args }), 'setting_value.mode');
  same('a setting of the organization holds', await mode({}), 'dark');
  same("a user's setting comes first", await mode({ user_id }), 'light');
  await call('system_setting_list_resolved');
  await call('system_setting_delete_user', { user_id, key });
  same('the setting of the organization holds again', await mode({ user_id }), 'dark');
  await call('system_setting_delete_org', { key });
}
