// Prices, durations and dates in a reader's words.

export function money({ amount, currency }) {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

export function duration(iso) {
  if (!iso) return 'for good';
  const [, years, months, weeks, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?/.exec(iso) ?? [];
  const parts = [
    [years, 'year'],
    [months, 'month'],
    [weeks, 'week'],
    [days, 'day'],
  ].filter(([count]) => Number(count) > 0);
  return `for ${parts.map(([count, unit]) => `${count} ${unit}${count === '1' ? '' : 's'}`).join(', ')}`;
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
