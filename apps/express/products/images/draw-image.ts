const WIDTH = 320;
const HEIGHT = 200;

/** Draws a sea under a sky as SVG: always the same for the same words, and without any service. */
export function drawImage(prompt: string): string {
  const pick = numbersOf(prompt);
  const hue = pick(360);
  const horizon = 90 + pick(40);
  const sun = { x: 40 + pick(240), y: 25 + pick(45), r: 10 + pick(18) };
  const waves = Array.from({ length: 4 }, (_, index) =>
    wave(horizon + 18 + index * 22, { phase: pick(40), hue: (hue + 200) % 360, index }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="hsl(${hue} 45% 82%)"/>`,
    `<circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="hsl(${(hue + 40) % 360} 85% 68%)"/>`,
    `<rect y="${horizon}" width="${WIDTH}" height="${HEIGHT - horizon}" fill="hsl(${(hue + 200) % 360} 45% 45%)"/>`,
    ...waves,
    ship(70 + pick(170), horizon + 6),
    '</svg>',
  ].join('');
}

function wave(y: number, { phase, hue, index }: { phase: number; hue: number; index: number }): string {
  const crests = Array.from({ length: 9 }, (_, at) => `q 20 ${at % 2 === 0 ? -8 : 8} 40 0`).join(' ');
  return `<path d="M ${-phase} ${y} ${crests}" fill="none" stroke="hsl(${hue} 50% ${58 + index * 5}%)" stroke-width="3"/>`;
}

// The mark on the hull is how deep she may be loaded.
function ship(x: number, y: number): string {
  const hull = `<path d="M ${x} ${y} h 60 l -10 18 h -40 z" fill="#33415c"/>`;
  const line = `<path d="M ${x + 26} ${y + 9} h 10 M ${x + 31} ${y + 5} v 8" stroke="#fff" stroke-width="1.5"/>`;
  return `${hull}${line}<path d="M ${x + 30} ${y} v -34 l 22 30 z" fill="#f8f9fb"/>`;
}

function numbersOf(prompt: string): (below: number) => number {
  let state = [...prompt].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}
