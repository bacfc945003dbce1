import { randomBytes } from 'node:crypto';
import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { bodyWith, textIn } from '../objects/body.ts';
import { sortedBy } from '../objects/objects.ts';
import { isEmail, listed, peopleOf, removeMember } from '../objects/people.ts';
import type { World } from '../objects/world.ts';

const HIDDEN = '********';
const freshToken = () => randomBytes(12).toString('base64url');
const emailIn = ({ path: { email = '' } }: Call) => email.toLowerCase();

/** Routes of service accounts. */
export function serviceAccountRoutes(world: World): Route[] {
  const people = peopleOf(world);

  async function save({ path: { org = '' }, body }: Call) {
    const given = bodyWith(await body(), 'email');
    const email = textIn(given, 'email').toLowerCase();
    if (!isEmail(email)) throw plainRefusal(400, 'Invalid email');
    if (email === world.root || people.has(email)) throw plainRefusal(400, 'User already exists');
    const token = freshToken();
    people.set(email, {
      email,
      first_name: textIn(given, 'first_name'),
      last_name: textIn(given, 'last_name'),
      secret: token,
      isServiceAccount: true,
      memberships: new Map([[org, world.nowUs()]]),
    });
    return { code: 200, message: 'User saved successfully', token, user: email };
  }

  /** Names that are left out are blanked. A rotation gives a token that is not the account's. */
  async function update(call: Call) {
    const given = bodyWith(await call.body());
    const email = emailIn(call);
    const rotate = call.query.get('rotateToken') ?? 'false';
    if (!/^(true|false)$/.test(rotate))
      throw plainRefusal(400, ` 'rotateToken' query param with value 'true' or 'false' allowed`);
    const person = people.get(email);
    if (!person) throw plainRefusal(404, 'User not found');
    if (rotate === 'true') return { token: `o2oi_${freshToken()}`, user: email };
    people.set(email, {
      ...person,
      first_name: textIn(given, 'first_name'),
      last_name: textIn(given, 'last_name'),
    });
    return { code: 200, message: 'User updated successfully' };
  }

  function remove(call: Call) {
    if (!removeMember(world, call.path.org ?? '', emailIn(call)))
      throw plainRefusal(404, 'User for the organization not found');
    return { code: 200, message: 'User removed from organization' };
  }

  const BASE = '/api/:org/service_accounts';
  return [
    [
      'GET',
      BASE,
      ({ path: { org = '' } }) => ({
        data: sortedBy(people.values(), ({ email }) => email)
          .filter(({ isServiceAccount, memberships }) => isServiceAccount && memberships.has(org))
          .map((person) => ({ ...listed(person, org), token: HIDDEN })),
      }),
    ],
    ['POST', BASE, save],
    ['PUT', `${BASE}/:email`, update],
    ['DELETE', `${BASE}/:email`, remove],
  ];
}
