import { ownMember } from '../../json/own-member.ts';

/**
 * Zones by the letters that people write. Each is the place whose clocks are meant, because few change the letters with
 * the season.
 */
const LETTERS: Readonly<Record<string, string>> = {
  Z: 'UTC',
  UTC: 'UTC',
  GMT: 'UTC',
  WET: 'Europe/Lisbon',
  BST: 'Europe/London',
  CET: 'Europe/Berlin',
  CEST: 'Europe/Berlin',
  MEZ: 'Europe/Berlin',
  MESZ: 'Europe/Berlin',
  EET: 'Europe/Helsinki',
  EEST: 'Europe/Helsinki',
  MSK: 'Europe/Moscow',
  IST: 'Asia/Kolkata',
  SGT: 'Asia/Singapore',
  HKT: 'Asia/Hong_Kong',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
  NZST: 'Pacific/Auckland',
  NZDT: 'Pacific/Auckland',
  ET: 'America/New_York',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  CDT: 'America/Chicago',
  MT: 'America/Denver',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  PT: 'America/Los_Angeles',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  BRT: 'America/Sao_Paulo',
};

/** A time without the zone at its end, and that zone as an IANA name or `UTC+2`; null where it names none. */
export interface ZonedText {
  readonly text: string;
  readonly zone: string | null;
}

/** The IANA zone of a name such as `Europe/Berlin`, or of a place such as `Berlin` or `New York`. */
function zoneOfPlace(place: string): string | null {
  const wanted = place.toLowerCase().replaceAll(/\s+/g, '_');
  const zones = Intl.supportedValuesOf('timeZone');
  const whole = zones.find((zone) => zone.toLowerCase() === wanted);
  return whole ?? zones.find((zone) => zone.toLowerCase().endsWith(`/${wanted}`)) ?? null;
}

/** The zone of `CET`, `UTC+2`, `Europe/Berlin`, `Berlin` or `New York`, as an IANA name or `UTC+2`; null for none. */
export function zoneNamed(name: string): string | null {
  const [, hours, minutes = ''] = /^(?:UTC|GMT)\s*([+-]\d{1,2})(?::?(\d\d))?$/i.exec(name.trim()) ?? [];
  if (hours !== undefined) return `UTC${hours}${minutes === '' ? '' : `:${minutes}`}`;
  return ownMember(LETTERS, name.toUpperCase()) ?? zoneOfPlace(name);
}

/** Splits `14:00 CET`, `9am Berlin time`, `2026-01-31 09:00 Europe/Paris` and `17:00 UTC+2`. */
export function splitZone(text: string): ZonedText {
  const named =
    /^(.*\d(?:\s*[ap]m)?)\s*((?:UTC|GMT)\s*[+-]\d{1,2}(?::?\d\d)?)$/i.exec(text) ??
    /^(.*?(?:\d(?:\s*[ap]m)?|noon|midnight|day))\s+\(?([a-z][a-z_/ ]*?)\)?(?:\s+time)?$/i.exec(text);
  if (named === null) return { text, zone: null };
  const [, rest = '', name = ''] = named;
  const zone = zoneNamed(name);
  return zone === null ? { text, zone: null } : { text: rest, zone };
}
