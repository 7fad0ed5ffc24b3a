import random, sys, time
from collections import Counter
from forging.material import WORLDS
from forging.grow import Nursery
from forging.recipes import RECIPES, WEIGHTS
from forging.steps import STEPS
from forging.finds import Inspector
from forging.trees import KINDS
from derivcheck.kernel.facts import Facts
from derivcheck.notation.plain import show
N=int(sys.argv[1]); seed=sys.argv[2] if len(sys.argv)>2 else "1"
rng=random.Random(seed)
tried,acc=Counter(),Counter()
finds={}
slow=Counter()
insp={w.name:Inspector(w) for w in WORLDS}
kinds=[k for k in KINDS for _ in range(WEIGHTS.get(k.__name__,1))]
t0=time.time(); k=0
while k<N:
    w=rng.choice(WORLDS); n=Nursery(w,rng,Facts(w.context))
    for _ in range(60):
        k+=1
        kind=rng.choice(kinds)
        s=time.time()
        if kind.__name__ in STEPS:
            claim,ev=rng.choice(STEPS[kind.__name__])(n)
            s1=time.time()
            verdict,find=insp[w.name].step(kind.__name__,claim,ev)
            tried[kind.__name__]+=1; acc[kind.__name__]+=verdict is not None
            name=kind.__name__
        else:
            t=n.grow(kind,RECIPES.get(kind.__name__)); name=t.kind
            s1=time.time()
            tried[name]+=1; acc[name]+=t.statement is not None
            find=insp[w.name].inspected(t)
            if not find: n.keep(t)
        d=time.time()-s
        slow[name.split()[0],'make']+=s1-s; slow[name.split()[0],'check']+=time.time()-s1
        if d>0.5: print('SLOW',d,name, file=sys.stderr)
        if find:
            key=(find.kind,find.fault,find.inner)
            finds.setdefault(key,[]).append(find)
dt=time.time()-t0
print(k,'in',dt,'s',dt/k*1000,'ms')
for a,b in sorted(slow.items(),key=lambda z:-z[1])[:14]: print(a,round(b,2))
for name in sorted(tried,key=lambda s:(s.startswith('Axiom'),s)):
    if not name.startswith('Axiom '): print(name,tried[name],acc[name])
print('axioms',sum(v for a,v in tried.items() if a.startswith('Axiom')),sum(v for a,v in acc.items() if a.startswith('Axiom')), 'rows accepted', sum(1 for a,v in acc.items() if a.startswith('Axiom ') and v))
from forging.trees import size
for key,fs in sorted(finds.items()):
    f=min(fs,key=lambda f:size(f.evidence))
    print(key,len(fs),f.world, f.note)
    try: print('     ',show(f.claim.before),f.claim.relation,show(f.claim.after))
    except Exception as e: print('   show',e, f.claim.before,f.claim.after)
    print('       at',{a:str(b) for a,b in f.point if a in f.claim.context.sorts or a in ('zz','q')})
