// Prices, durations and dates in a reader's words.

export function money({ amount, currency }) {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

const UNITS = ['year', 'month', 'week', 'day', 'hour'];

export function duration(iso) {
  if (!iso) return 'for good';
  const counts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?)?$/.exec(iso)?.slice(1);
  if (!counts) return `for ${iso}`;
  const parts = counts.flatMap((count, i) => (count ? `${count} ${UNITS[i]}${count === '1' ? '' : 's'}` : []));
  return `for ${parts.join(', ')}`;
}

export function until(endedAt) {
  if (!endedAt) return 'for good';
  return `until ${new Date(endedAt).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })}`;
}

/** Shows entitlements as items of a list, in place of what it showed. */
export function list(element, entitlements) {
  element.replaceChildren(
    ...entitlements.map((entitlement) => {
      const item = document.createElement('li');
      item.className = 'list__item';
      item.append(paragraph('list__name', entitlement.resource.name));
      item.append(paragraph('list__detail', until(entitlement.ended_at)));
      return item;
    }),
  );
}

function paragraph(className, text) {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}
