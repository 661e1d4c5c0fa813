import type { Dispatch } from './dispatch';
import { messageOf } from './errors';
import { isRecord, textOrNull, toEntitlements, toValidation } from './guards';
import { expected, type Request } from './request';
import { returnAddress } from './return-address';
import type { Session } from './session';
import type { MemberNamespace } from './types';
import type { SignInWatch } from './watch-sign-in';

export function createMember(
  win: Window,
  request: Request,
  session: Session,
  dispatch: Dispatch,
  watch: SignInWatch,
  firstAnswer: Promise<void>,
): MemberNamespace {
  const hasResource = (slug: string): boolean =>
    session.isIdentified() && (session.payload()?.resources.includes(slug) ?? false);

  return {
    isAuthenticated: session.isAuthenticated,
    isIdentified: session.isIdentified,
    sessionFromJwt: session.payload,
    hasResource,
    hasProduct: hasResource,
    setJwt: session.adopt,
    async session() {
      return { data: await session.refresh() };
    },
    async user() {
      await firstAnswer;
      return session.payload()?.audience_member ?? null;
    },
    async entitlements() {
      const { body } = await request('GET', 'api/entitlements');
      return toEntitlements(expected(isRecord(body) ? body : undefined).data);
    },
    async logout({ everywhere = false } = {}) {
      await request('DELETE', 'api/session' + (everywhere ? '?everywhere=true' : ''));
      watch.stop();
      session.hold(null);
      await dispatch('allegro:logout', null);
    },
    async requestMagicLink(email, returnUrl, data) {
      const { body } = await request('POST', 'api/login/magic-links', {
        body: { email, return_url: returnAddress(win.location.href, returnUrl), data },
      });
      watch.start();
      return { status: textOrNull(isRecord(body) ? body.status : null) ?? 'sent' };
    },
    async validateMagicLink(token) {
      try {
        const { body, serverTime } = await request('POST', 'api/login/magic-links/validate', {
          body: { token },
        });
        const answer = expected(toValidation(body));
        watch.stop();
        session.hold(answer.jwt, serverTime);
        void dispatch('allegro:authenticated', { method: 'magic-link' });
        await dispatch('allegro:magic-link:authenticated', null);
        return answer;
      } catch (error) {
        void dispatch('allegro:magic-link:failed', { error: messageOf(error) });
        throw error;
      }
    },
  };
}
