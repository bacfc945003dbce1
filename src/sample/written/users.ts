import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import type { Json } from '../http/search-body.ts';
import { bodyWith, textIn } from '../objects/body.ts';
import { sortedBy } from '../objects/objects.ts';
import { isEmail, isSecret, listed, type Person, peopleOf, removeMember } from '../objects/people.ts';
import type { World } from '../objects/world.ts';

const PASSWORD = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z0-9]).{8,128}$/s;
const refuse = (message: string) => plainRefusal(400, message);
const emailIn = ({ path: { email = '' } }: Call) => email.toLowerCase();

function checkPassword(password: string): void {
  if (!PASSWORD.test(password))
    throw refuse(
      'Password must be 8-128 characters and contain at least one lowercase letter, one uppercase letter, one digit, and one special character.',
    );
}

function checkRole(role: string): void {
  if (/^root$/i.test(role)) throw refuse('Not allowed');
  if (!/^(admin|service_account)$/i.test(role)) throw refuse('Custom roles not allowed');
}

/** Routes of users. */
export function userRoutes(world: World): Route[] {
  const { nowUs, root } = world;
  const people = peopleOf(world);
  const startedUs = nowUs();
  let rootNames: Json = { first_name: 'root', last_name: '' };

  function list({ path: { org = '' } }: Call) {
    const members = [...people.values()]
      .filter(({ isServiceAccount, memberships }) => !isServiceAccount && memberships.has(org))
      .map((person) => listed(person, org));
    const owner = { email: root, ...rootNames, role: 'root', is_external: false, created_at: startedUs };
    return { data: sortedBy<Json>([...members, owner], ({ email }) => String(email)) };
  }

  async function save({ path: { org = '' }, body }: Call) {
    const given = bodyWith(await body(), 'email', 'password', 'role');
    const email = textIn(given, 'email').toLowerCase();
    const password = textIn(given, 'password');
    if (!isEmail(email)) throw refuse('Invalid Email address');
    checkPassword(password);
    checkRole(textIn(given, 'role'));
    if (email === root || people.has(email)) throw refuse('User already exists');
    people.set(email, {
      email,
      first_name: textIn(given, 'first_name'),
      last_name: textIn(given, 'last_name'),
      secret: password,
      isServiceAccount: /^service_account$/i.test(textIn(given, 'role')),
      memberships: new Map([[org, nowUs()]]),
    });
    return { code: 200, message: 'User saved successfully' };
  }

  /** The new password, if there is one. One's own needs the old one; root changes everybody's. */
  function newSecret(person: Person, caller: string, body: Json): string {
    if (body.change_password !== true) return person.secret;
    if (caller === person.email) {
      if (typeof body.old_password !== 'string') throw refuse('Please provide existing password');
      if (!isSecret(body.old_password, person.secret))
        throw refuse('Existing/old password mismatch, please provide valid existing password');
    }
    const password = textIn(body, 'new_password');
    checkPassword(password);
    return password;
  }

  async function update(call: Call) {
    const given = bodyWith(await call.body());
    const email = emailIn(call);
    const fields = ['first_name', 'last_name', 'new_password', 'role', 'token'];
    if (!fields.some((field) => given[field] !== undefined))
      throw refuse('Please specify appropriate fields to update user');
    const names = Object.fromEntries(
      ['first_name', 'last_name']
        .filter((field) => given[field] !== undefined)
        .map((field) => [field, textIn(given, field)]),
    );
    if (email === root) {
      if (call.caller !== root) throw refuse('Root user cannot be updated');
      rootNames = { ...rootNames, ...names };
      return { code: 200, message: 'User updated successfully' };
    }
    const person = people.get(email);
    if (!person) throw plainRefusal(404, 'User not found');
    people.set(email, { ...person, ...names, secret: newSecret(person, call.caller, given) });
    return { code: 200, message: 'User updated successfully' };
  }

  async function add(call: Call) {
    const { org = '' } = call.path;
    checkRole(textIn(bodyWith(await call.body(), 'role'), 'role'));
    const email = emailIn(call);
    if (!isEmail(email)) throw refuse('Invalid email');
    if (email === root) throw plainRefusal(409, 'User is root user, no need to add to organization.');
    const person = people.get(email);
    if (!person) throw plainRefusal(422, 'User not found');
    if (person.memberships.has(org)) throw plainRefusal(409, 'User is already part of the organization');
    people.set(email, { ...person, memberships: new Map([...person.memberships, [org, nowUs()]]) });
    return { code: 200, message: 'User added to org successfully' };
  }

  function remove(call: Call) {
    const email = emailIn(call);
    if (email === root || email === call.caller) throw plainRefusal(403, 'Not Allowed');
    if (!removeMember(world, call.path.org ?? '', email))
      throw plainRefusal(404, 'User for the organization not found');
    return { code: 200, message: 'User removed from organization' };
  }

  const BASE = '/api/:org/users';
  return [
    ['GET', BASE, list],
    ['POST', BASE, save],
    ['POST', `${BASE}/:email`, add],
    ['PUT', `${BASE}/:email`, update],
    ['DELETE', `${BASE}/:email`, remove],
  ];
}
