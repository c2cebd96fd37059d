export const STYLE = `
:root { --ink:#1c2a33; --soft:#5c6b75; --line:#dfe5e8; --paper:#fff; --ground:#f4f6f7; --accent:#5b3cc4; --warn:#a33a1f; }
* { box-sizing:border-box; }
body { margin:0; background:var(--ground); color:var(--ink); font:15px/1.5 system-ui,sans-serif; }
header { background:var(--paper); border-bottom:1px solid var(--line); padding:.8rem 1.5rem; display:flex; gap:1.5rem; align-items:center; flex-wrap:wrap; }
header strong { color:var(--accent); }
main { max-width:72rem; margin:1.5rem auto; padding:0 1.5rem; }
section { background:var(--paper); border:1px solid var(--line); border-radius:8px; padding:1rem 1.25rem; margin-bottom:1.25rem; overflow-x:auto; }
h1 { font-size:1.4rem; margin:0 0 1rem; } h2 { font-size:1.05rem; margin:0 0 .6rem; }
table { border-collapse:collapse; width:100%; } th,td { text-align:left; padding:.3rem .75rem .3rem 0; border-bottom:1px solid var(--line); vertical-align:top; }
th { color:var(--soft); font-weight:600; font-size:.85rem; } td.amount,th.amount { text-align:right; font-variant-numeric:tabular-nums; white-space:nowrap; }
tr.voucher td { background:var(--ground); font-weight:600; } tr.deleted td { color:var(--soft); text-decoration:line-through; }
tr.deleted td.actions { text-decoration:none; }
form { display:inline-flex; gap:.4rem; align-items:center; margin:0 .4rem .3rem 0; flex-wrap:wrap; }
button { font:inherit; padding:.25rem .7rem; border:1px solid var(--line); border-radius:6px; background:var(--paper); cursor:pointer; }
button.primary { background:var(--accent); border-color:var(--accent); color:#fff; } button.danger { color:var(--warn); }
input,select { font:inherit; padding:.2rem .4rem; border:1px solid #b9c4ca; border-radius:6px; }
label { display:inline-flex; gap:.4rem; align-items:center; } fieldset { border:0; padding:0; margin:0 0 1rem; display:grid; gap:.4rem; }
.soft { color:var(--soft); } .warn { color:var(--warn); font-weight:600; } a { color:var(--accent); } nav { display:flex; gap:1rem; flex-wrap:wrap; }
`;
