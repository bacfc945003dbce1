import { valueAt } from '../../../src/answer.ts';
import type { Session } from './session.ts';

type Row = Record<string, unknown>;
const byEmail = (rows: unknown, email: string) => (rows as Row[]).find((row) => row.email === email);

export async function users({ name, call, same, later, refused }: Session): Promise<void> {
  const email = `${name('user')}@example.com`;
  await call('user_save', {
    email,
    password: 'Complexpass#123',
    role: 'admin',
    first_name: 'Before',
    last_name: 'Kept',
  });
  later('remove_user_from_org', { email_id: email });
  await call('user_update', { email_id: email, first_name: 'After' });
  const read = byEmail(await call('user_list'), email);
  same('a user takes the new first name', read?.first_name, 'After');
  same('a user keeps the last name', read?.last_name, 'Kept');
  await refused('remove_user_from_org', { email_id: `nobody.${email}` }, /does not exist/);
  await call('remove_user_from_org', { email_id: email });
  same('a user is gone', byEmail(await call('user_list'), email) === undefined, true);
}

export async function serviceAccounts({ name, call, same, later }: Session): Promise<void> {
  const email = `${name('robot')}@example.com`;
  const made = await call('service_account_save', { email, first_name: 'Before', last_name: 'Kept' });
  later('remove_service_account', { email_id: email });
  same('the token is shown once', typeof valueAt(made, 'token'), 'string');
  await call('service_account_update', { email_id: email, first_name: 'After' });
  const read = byEmail(await call('service_accounts_list'), email);
  same('a service account takes the new first name', read?.first_name, 'After');
  same('a service account keeps the last name', read?.last_name, 'Kept');
  await call('remove_service_account', { email_id: email });
}

export async function settings({ name, call, same, later }: Session): Promise<void> {
  const key = name('setting');
  await call('get_user_organizations');
  await call('get_organization_summary');
  const before = valueAt(await call('organization_setting_get'), 'data') as Row;
  await call('organization_setting_create', { scrape_interval: 21 });
  later('organization_setting_create', { scrape_interval: before.scrape_interval });
  const after = valueAt(await call('organization_setting_get'), 'data') as Row;
  same(
    'an organisation keeps its other settings',
    { ...after, scrape_interval: null },
    { ...before, scrape_interval: null },
  );
  same('an organisation takes a setting', after.scrape_interval, 21);
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
  same('a setting of the organisation holds', await mode({}), 'dark');
  same("a user's setting comes first", await mode({ user_id }), 'light');
  await call('system_setting_list_resolved');
  await call('system_setting_delete_user', { user_id, key });
  same('the setting of the organisation holds again', await mode({ user_id }), 'dark');
  await call('system_setting_delete_org', { key });
}
