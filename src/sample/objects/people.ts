import { timingSafeEqual } from 'node:crypto';
import type { Json } from '../http/search-body.ts';
import type { World } from './world.ts';

/** Somebody beside root, or a service account. */
export interface Person {
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  /** Password, or the token of a service account. */
  readonly secret: string;
  readonly isServiceAccount: boolean;
  /** When the person came into each organization, in µs. */
  readonly memberships: ReadonlyMap<string, number>;
}

/** People are the same in every organization. */
export const peopleOf = ({ objects }: Pick<World, 'objects'>) => objects.of<Person>('', 'people');

/** Whether a text has the form of an e-mail address. */
export const isEmail = (text: string) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text);

/** A person as lists show one. */
export const listed = (person: Person, organization: string): Json => ({
  email: person.email,
  first_name: person.first_name,
  last_name: person.last_name,
  role: person.isServiceAccount ? 'service_account' : 'admin',
  is_external: false,
  created_at: person.memberships.get(organization),
});

/** Whether two secrets are equal, in constant time. */
export function isSecret(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Take a person out of an organization. With one membership left the person is gone altogether,
 * whichever organization is named. False where there is nobody.
 */
export function removeMember(world: World, organization: string, email: string): boolean {
  const people = peopleOf(world);
  const person = people.get(email);
  if (!person) return false;
  if (person.memberships.size === 1) return people.delete(email);
  const memberships = new Map(person.memberships);
  if (!memberships.delete(organization)) return false;
  people.set(email, { ...person, memberships });
  return true;
}
