document.addEventListener('keydown',function(e){
if(e.ctrlKey||e.metaKey||e.altKey)return;
var lines=Array.from(document.querySelectorAll('.line[id]'));
var at=lines.indexOf(document.activeElement);
var bad=lines.filter(function(l){return /refuted|undecided|invalid/.test(l.className)});
function go(l){if(l){l.focus();l.scrollIntoView({block:'center'})}}
if(e.key==='j')go(lines[Math.min(at+1,lines.length-1)]);
else if(e.key==='k')go(lines[Math.max(at-1,0)]);
else if(e.key==='n')go(bad.find(function(l){return lines.indexOf(l)>at})||bad[0]);
else if(e.key==='g'){var d=document.querySelector('details.overview');if(d)d.open=!d.open}
});
