import { mayPass } from './errors';

const TIMEOUT = 30_000;

/**
 * Asks the page's own origin for the protected part of a gate: its nodes, not yet part of the page; null if this reader may
 * not have it; undefined if nobody could tell, so that it is worth another try. An answer from anywhere else than the address
 * that was asked for, as after a redirect to a sign-in page, is a no.
 */
export function readFragment(
  win: Window & typeof globalThis,
  wanted = '',
): Promise<Node[] | null | undefined> {
  const link = win.document.createElement('a');
  link.href = wanted;
  const { href } = link;
  return new Promise((resolve) => {
    if (!wanted || !href.startsWith(win.location.origin + '/')) {
      resolve(null);
      return;
    }
    // Not fetch: only this hands over a document without a string of HTML passing through a script.
    const call = new win.XMLHttpRequest();
    call.open('GET', href);
    call.responseType = 'document';
    call.timeout = TIMEOUT;
    call.setRequestHeader('Fermata-Fragment', '1');
    call.onloadend = () => {
      const { status, responseURL, responseXML } = call;
      if (status !== 200) resolve(mayPass(status) ? undefined : null);
      else resolve(responseURL === href && responseXML?.body ? nodesOf(responseXML) : null);
    };
    call.send();
  });
}

/** A parser puts what stands first, a script for instance, into the head. */
function nodesOf({ head, body }: Document): Node[] {
  return [...head.childNodes, ...body.childNodes];
}
