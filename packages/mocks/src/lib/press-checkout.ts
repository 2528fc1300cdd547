import type { PolarEmulator } from '@plimsoll/polar-emulator';

/** Presses Pay. Takes a checkout's page or its id; gives where the page leads. @throws Error when the payment is not taken */
export async function pressPay(emulator: PolarEmulator, checkout: string): Promise<string> {
  if (!isPage(checkout)) return (await emulator.pay(checkout)).redirectUrl ?? '';
  const answer = await press(emulator, checkout, 'pay');
  const target = answer.headers.get('location');
  if (target === null) throw new Error(`The checkout page answered ${answer.status} to "Pay" and leads nowhere.`);
  return target;
}

/** Presses Decline: the card is refused, the checkout stays open. */
export async function pressDecline(emulator: PolarEmulator, checkout: string): Promise<void> {
  await (isPage(checkout) ? press(emulator, checkout, 'decline') : emulator.decline(checkout));
}

function isPage(checkout: string): boolean {
  return URL.canParse(checkout);
}

function press(emulator: PolarEmulator, page: string, button: 'pay' | 'decline'): Promise<Response> {
  const { origin, pathname } = new URL(page);
  return emulator.fetch(new Request(`${origin}${pathname}/${button}`, { method: 'POST', body: new URLSearchParams() }));
}
