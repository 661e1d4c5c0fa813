/** The blocks as every host writes them. */
export interface GateFacts {
  state?: 'locked' | 'open';
  /** True, or the attribute's value. */
  hydrate?: boolean | string;
  fragment?: string;
  /** More attributes. */
  more?: string;
  paywall?: string;
}

export const fragmentOf = (id: string): string => `/story.fermata-fragment.html/${id}`;

export function aGate(id: string, facts: GateFacts = {}): string {
  const {
    state = 'locked',
    hydrate = false,
    fragment = fragmentOf(id),
    more = '',
    paywall = anOffer(),
  } = facts;
  const hydrated = hydrate === false ? '' : `data-fermata-hydrate="${hydrate === true ? '' : hydrate}"`;
  const inside =
    state === 'open'
      ? `<div class="fermata-gate__body"><p>The text of ${id}.</p></div>`
      : `<div class="fermata-gate__paywall"><h2 class="fermata-gate__headline">Read on</h2>${paywall}</div>`;
  return `<section class="fermata-gate" id="fermata-${id}" data-fermata-gate="${id}" data-fermata-state="${state}"
    data-fermata-fragment="${fragment}" ${hydrated} ${more}><div class="fermata-gate__teaser">How ${id} begins.</div>${inside}</section>`;
}

export function anOffer(term = 'term_month', returnUrl = 'https://site.example/story', more = ''): string {
  return `<section class="fermata-offer" data-fermata-offer="digital"><h3 class="fermata-offer__name">Digital</h3>
    <ul class="fermata-offer__terms"><li class="fermata-offer__term" data-fermata-term="${term}">
      <form class="fermata-offer__form" method="post" action="/_fermata/checkout" ${more}>
        <input type="hidden" name="term_id" value="${term}"><input type="hidden" name="return_url" value="${returnUrl}">
        <button class="fermata-offer__buy" type="submit" data-fermata-buy="${term}" data-fermata-busy="One moment …">Buy <b>a month</b></button>
      </form></li></ul>
    <p class="fermata-offer__message" role="alert" hidden></p></section>`;
}

export const anAccountBar = `<nav class="fermata-account" data-fermata-account aria-label="Account">
  <div class="fermata-account__out" data-fermata-when="signed-out">
    <form class="fermata-account__form" method="post" action="/_fermata/login/links" data-fermata-sent="We have mailed you a link.">
      <input class="fermata-account__input" type="email" name="email"><button class="fermata-account__send">Mail me a link</button>
      <p class="fermata-account__message" role="status" hidden></p></form></div>
  <div class="fermata-account__in" data-fermata-when="signed-in" hidden>
    <span class="fermata-account__email" data-fermata-email></span>
    <button class="fermata-account__sign-out" type="button" data-fermata-sign-out>Sign out</button>
    <p class="fermata-account__message" role="status" hidden></p></div></nav>`;
