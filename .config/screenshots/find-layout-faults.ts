/** Runs inside the page, so it holds all that it needs. Gives one line for each text that is cut, leaves its box or lies on another. */
export function findLayoutFaults(selector: string): string[] {
  const SLACK = 1.5;
  const BOXES =
    '.matrix-content, .rt-Card, .rt-Button, .rt-Badge, .rt-CalloutRoot, .rt-BaseDialogContent, .ps-error, .ps-empty, .rt-SegmentedControlItem';
  // Hidden for eyes on purpose, or a second copy that keeps the width of a bolder one.
  const UNSEEN = '.ps-visually-hidden, .rt-SegmentedControlItemLabelInactive, .ps-table, script, style';
  const faults: string[] = [];
  const quote = (text: string) => `"${text.trim().slice(0, 60)}"`;

  interface Piece {
    readonly text: string;
    readonly owner: Element;
    readonly box: DOMRect;
  }

  // The words of a button that waits for an answer: there for assistive technology alone.
  const isPoint = (element: Element) => element.clientWidth === 1 && element.clientHeight === 1;

  const piecesOf = (root: Element): Piece[] => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const pieces: Piece[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const owner = node.parentElement;
      const text = node.textContent ?? '';
      if (owner === null || text.trim() === '' || owner.closest(UNSEEN) !== null || isPoint(owner)) continue;
      if (!owner.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      // Chromium gives a place even to letters of a drawing that are not drawn.
      if ((owner.closest('text') ?? owner).getBoundingClientRect().width === 0) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 0 && box.height > 0) pieces.push({ text, owner, box });
    }
    return pieces;
  };
  const leaves = ({ box }: Piece, outer: DOMRect) =>
    box.left < outer.left - SLACK || box.right > outer.right + SLACK || box.top < outer.top - SLACK || box.bottom > outer.bottom + SLACK;
  const meet = (one: DOMRect, other: DOMRect) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK &&
    // Lines of text stand closer than their boxes are high.
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > Math.min(one.height, other.height) * 0.35;
  const isCut = (element: Element) =>
    getComputedStyle(element).overflowX !== 'visible' && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;

  const check = (root: Element, name: string) => {
    const pieces = piecesOf(root);
    for (const piece of pieces) {
      for (let box = piece.owner.closest(BOXES); box !== null; box = box.parentElement?.closest(BOXES) ?? null) {
        if (leaves(piece, box.getBoundingClientRect())) faults.push(`${name}: ${quote(piece.text)} leaves ${box.className}`);
      }
      if (isCut(piece.owner)) faults.push(`${name}: ${quote(piece.text)} is cut`);
    }
    pieces.forEach((one, at) => {
      const other = pieces.slice(at + 1).find(({ box, owner }) => owner !== one.owner && meet(one.box, box));
      if (other !== undefined) faults.push(`${name}: ${quote(one.text)} and ${quote(other.text)} lie on each other`);
    });
  };

  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push('the page scrolls sideways');
  for (const root of document.querySelectorAll(selector)) check(root, root.querySelector('figcaption')?.textContent ?? 'page');
  return [...new Set(faults)];
}
