import { identifyDevice } from './identify-device';
import { isRecord, isString } from './guards';
import { readPageMetadata } from './read-page-metadata';
import { expected, type Request } from './request';
import type { TrackEventData, TrackResponse } from './types';
import { whenParsed } from './when-parsed';

export type Track = (eventName: string, data?: TrackEventData) => Promise<TrackResponse>;

export function createTrack(win: Window & typeof globalThis, request: Request): Track {
  async function record(eventName: string, data: TrackEventData): Promise<TrackResponse> {
    const { body } = await request('POST', 'api/events', {
      body: { event_name: eventName, ...identifyDevice(win), ...readPageMetadata(win), ...data },
      keepalive: true,
    });
    const id = isRecord(body) ? body.event_id : undefined;
    return { event_id: expected(isString(id) ? id : undefined) };
  }
  return (eventName, data = {}) => {
    const recorded = record(eventName, data);
    // Who does not wait for the answer is not bothered by an unhandled rejection either.
    recorded.catch(() => undefined);
    return recorded;
  };
}

/** Records one `page_view` per page load, and one when the back/forward cache shows the page again. */
export function trackPageViews(win: Window, track: Track): void {
  const view = (): void => void track('page_view');
  void whenParsed(win).then(view);
  win.addEventListener('pageshow', (event) => {
    if (event.persisted) view();
  });
}
