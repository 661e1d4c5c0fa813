import { isRecord, isString } from './guards';
import type { TrackEventData } from './types';

type Thing = Record<string, unknown>;

/** Undefined is what the page does not say. */
export type PageMetadata = { [Name in keyof TrackEventData]: string | undefined };

/** What the page says about itself, in JSON-LD or else by its title. An article counts before a page. */
export function readPageMetadata(win: Window): PageMetadata {
  const { document, location } = win;
  const things = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap((block) =>
    thingsIn(block.textContent),
  );
  const thing =
    things.find((candidate) => /(Article|Posting)$/.test(typeOf(candidate) ?? '')) ??
    things.find((candidate) => typeOf(candidate)?.endsWith('Page')) ??
    {};
  const type = typeOf(thing);
  const id = text(thing.identifier) ?? text(thing['@id']);
  return {
    url: location.href,
    referer: document.referrer,
    page_title: text(thing.headline) ?? text(thing.name) ?? document.title,
    content_type: type,
    content_id: id,
    publisher: publisherName(thing.publisher, things),
    object_type: type,
    object_id: id,
    context: text(thing.articleSection),
  };
}

function thingsIn(json: string | null): Thing[] {
  try {
    return flatten(JSON.parse(json ?? ''));
  } catch {
    return []; // Somebody else's typing error is no reason not to record the event.
  }
}

function flatten(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(flatten);
  if (!isRecord(value)) return [];
  return '@graph' in value ? [value, ...flatten(value['@graph'])] : [value];
}

/** The most telling of the types, if there are several. */
function typeOf(thing: Thing): string | undefined {
  const types = [thing['@type']].flat().filter(isString);
  return types.find((type) => /(Article|Posting|Page)$/.test(type)) ?? types[0];
}

function text(value: unknown): string | undefined {
  if (Array.isArray(value)) return text(value[0]);
  if (typeof value === 'number') return String(value);
  if (isRecord(value)) return text(value.value); // A PropertyValue.
  return isString(value) && value ? value : undefined;
}

function publisherName(value: unknown, things: Thing[]): string | undefined {
  const publisher: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(publisher)) return text(publisher);
  const named = publisher.name === undefined && publisher['@id'] !== undefined;
  const target = named ? things.find((thing) => thing['@id'] === publisher['@id']) : publisher;
  return text(target?.name);
}
