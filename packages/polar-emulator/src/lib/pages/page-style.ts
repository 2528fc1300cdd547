/** One sheet for all pages: system fonts, light and dark, down to 320 px, nothing loaded from anywhere. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#14171c;--soft:#59616e;--line:#dfe3e8;--accent:#2456d6;--on-accent:#fff;--warn-bg:#fff5dc;--warn-ink:#6a4a00;--bad-bg:#fdecec;--bad-ink:#8f1d1d;--good-bg:#e7f6ec;--good-ink:#14592c}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--bg:#0f1216;--card:#181c22;--ink:#eef1f5;--soft:#a3acb9;--line:#2d343e;--accent:#8fb0ff;--on-accent:#0b1633;--warn-bg:#33290f;--warn-ink:#f3d68b;--bad-bg:#3a1717;--bad-ink:#ffb9b9;--good-bg:#12301d;--good-ink:#a5e3ba}}
:root[data-theme=dark]{color-scheme:dark;--bg:#0f1216;--card:#181c22;--ink:#eef1f5;--soft:#a3acb9;--line:#2d343e;--accent:#8fb0ff;--on-accent:#0b1633;--warn-bg:#33290f;--warn-ink:#f3d68b;--bad-bg:#3a1717;--bad-ink:#ffb9b9;--good-bg:#12301d;--good-ink:#a5e3ba}
:root[data-theme=light]{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:34rem;margin:0 auto;padding:1rem}
main.wide{max-width:52rem}
.notice{margin:0;padding:.6rem 1rem;background:var(--warn-bg);color:var(--warn-ink);text-align:center;font-size:.9rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.25rem;margin:1rem 0}
h1{font-size:1.5rem;line-height:1.2;margin:.25rem 0 .5rem}
h2{font-size:1.1rem;margin:0 0 .5rem}
h3{font-size:1rem;margin:0}
p{margin:.4rem 0}
ul{margin:.5rem 0;padding-left:1.2rem}
.soft{color:var(--soft);font-size:.92rem}
.price{font-size:1.9rem;line-height:1.2;font-weight:650;letter-spacing:-.02em}
.row{display:flex;gap:.75rem;justify-content:space-between;align-items:baseline;flex-wrap:wrap;padding:.5rem 0;border-top:1px solid var(--line)}
.row:first-of-type{border-top:0}
.total{font-weight:650}
.alert{padding:.75rem 1rem;border-radius:10px;margin:1rem 0}
.bad{background:var(--bad-bg);color:var(--bad-ink)}
.good{background:var(--good-bg);color:var(--good-ink)}
label{display:block;font-weight:600;margin:.75rem 0 .25rem}
fieldset{border:1px solid var(--line);border-radius:10px;margin:.75rem 0;padding:.5rem 1rem}
fieldset label{font-weight:400;margin:.35rem 0}
input[type=email],input[type=text]{width:100%;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:10px;padding:.6rem .75rem}
.actions{display:grid;gap:.6rem;margin-top:1rem}
.actions.line{display:flex;flex-wrap:wrap}
button,.button{display:inline-block;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;border-radius:10px;padding:.7rem 1rem;border:1px solid var(--line);background:transparent;color:var(--ink)}
button.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.94rem;white-space:nowrap}
th,td{text-align:left;padding:.4rem 1rem .4rem 0;border-top:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;border-top:0}
pre{background:var(--bg);border:1px solid var(--line);border-radius:10px;padding:.75rem;overflow-x:auto;font-size:.85rem;overflow-wrap:normal}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.scroll{overflow-x:auto}
`;
