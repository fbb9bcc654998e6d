"""The words by which a letter answers a request or an appeal."""

from requests_app.ingest.extract.letter_facts.contract import LetterKind
from requests_app.ingest.extract.letter_facts.kind_forms import form

K = LetterKind
_OUR = (
    r"(?:(?:the|this|our|ICE|CBP|an|a|your|its|first|second|third|fourth|fifth|\d+\w\w|next|"
    r"monthly|initial) )"
)
_UNABLE = (
    r"(?:unable to (?:locate|identify|find)|(?:did|could|do|have|were|was|has|"
    r"had) not (?:been able to )?(?:locate|find|identify|found|located|identified|have|possess|"
    r"maintain)|(?:located|found|identified|yielded|produced|revealed|uncovered|disclosed|has|"
    r"have|possess(?:es)?|maintains?|returned|resulted in) no)"
)
_RECORDS = (
    r"(?:any |no |additional |responsive |main |file |agency |such |other |"
    r"potentially )*(?:records?|documents?|information|files?|materials?)"
)

ANSWERING = (
    form(
        K.INTERIM_RESPONSE,
        rf"\b{_OUR}?(?:interim|partial|rolling|incremental) (?:final )?(?:response|release|reply|"
        rf"production|"
        r"disclosure)s?\b",
        unless=r"\b(?:appeal rights|(?:prior|previous|earlier|last|"
        r"our) (?:\w+ )?interim (?:response|release)s?|this (?:final|concludes|completes)|"
        r"final response)\b",
    ),
    form(
        K.DETERMINATION,
        r"\bfinal (?:response|determination|release|reply|agency response|decision)\b",
        unless=r"\b(?:not (?:a|our|the) final|appeal is|no final|interim|before (?:a|the) final|"
        r"prior to)\b|\bfuture\b|\bwill (?:be )?(?:issue|provide|make|receive|send)",
    ),
    form(
        K.DETERMINATION,
        r"\b(?:completes|concludes|completed|concluded) (?:its|our|the|(?:the |"
        r"our )?\w+(?:['’]s)?) (?:\w+ ){0,3}?(?:processing|search|review|response|action|"
        r"handling)\b|\b(?:I|we|ICE|CBP|it has been|this office|(?:the )?\w+) (?:have|has|"
        r"had)? ?(?:been )?determined (?:that|to)\b[^.]{0,160}\b(?:releas\w+|withh\w+|exempt\w*|"
        r"disclos\w+|den(?:y|ied)|grant\w*)|\byour request (?:is|"
        r"has been) (?:hereby )?(?:partially )?(?:granted|denied)|\b(?:grant|deny|denying|"
        r"granting) your request\b",
        unless=r"\b(?:expedit\w+|fee waiver|waiver|appeal|your appeal|not yet)\b",
    ),
    form(
        K.DETERMINATION,
        r"\b(?:enclosed|attached|are releasing|is releasing|releases|being released|"
        r"are withholding|is withholding|withholds|(?:are|is|were|was|been|"
        r"be) (?:being )?(?:withheld|denied|released))\b[^.]{0,120}|\b(?:portions|pages|records|"
        r"documents|information)\b[^.]{0,60}\b(?:withheld|exempt from (?:release|disclosure))",
        "probable",
        unless=r"\b(?:appeal|envelope|form|consent|will be|may be|fee|copy of your|waiver|"
        r"expedit\w+|assigned|not been)\b",
    ),
    form(
        K.NO_RECORDS,
        rf"\b{_UNABLE} {_RECORDS}\b|\bno {_RECORDS} (?:\w+ ){{0,4}}?(?:were|was|could be|"
        rf"have been|are|exist|responsive|located|found|maintained)|\b{_RECORDS} (?:were|was|"
        rf"could|have|are) (?:not|never) (?:be |been )?"
        r"(?:located|found|identified)",
        unless=r"\b(?:no (?:additional|further|other|more) (?:responsive )?(?:records?|"
        r"documents?)|do(?:es)? not have (?:any )?(?:records|information) (?:about|"
        r"on) your appeal|previously)\b|\bno (?:portion|part|segregable)|\bno information (?:was|"
        r"is|has been) (?:withheld|redacted)",
    ),
    form(
        K.GLOMAR,
        r"\b(?:neither confirm(?:s|ing)? (?:n?or|or) den(?:y|ies|ying)|(?:refus\w+|declin\w+|"
        r"cannot|can not|unable|not) (?:to )?(?:either )?confirm (?:n?or) deny)",
    ),
    form(
        K.REFERRAL,
        r"\breferr(?:ed|ing)\b(?! (?:to (?:above|below|in|as)|you\b|"
        r"us\b))(?! (?:\w+ ){0,6}to (?:us|this (?:office|agency))\b)|\b(?:transferr|forward|"
        r"rout)(?:ed|ing) (?:your|this|the) (?:\w+ ){0,3}request\b|\b(?:is|are|being|been|"
        r"made a) (?:a )?referral (?:of|to)\b|\breferral to\b",
        unless=r"\breferr(?:ed|ing) to (?:as|in|above|by|herein)|\breferred (?:to )?(?:us|"
        r"this office)\b|\bappeal\b|\b(?:search|locate|office\(s\))\b|\bwas referred by\b|"
        r"\bto us\b|\b(?:assist|question)",
    ),
    form(
        K.CONSULTATION,
        r"\bconsult(?:ed|ing|ations?)?\b",
        unless=r"\b(?:consult (?:the|our|your) (?:web|site|regulation|attorney|handbook)|"
        r"circumstances?|after consult\w+|consultant|solicitor|attorney|counsel|need (?:to|for)|"
        r"extent|may|if)\b",
    ),
    form(
        K.CLOSURE,
        r"\b(?:administratively clos\w+|(?:request|case|file|matter)s? (?:\w+ ){0,4}?(?:is|"
        r"has been|have been|was|are)(?: now| being| hereby|"
        r" therefore)? (?:administratively )?closed|(?:are|is|have|has|"
        r"am) (?:\w+ ){0,2}?clos(?:ed|ing) (?:your|this|the) (?:\w+ ){0,3}(?:request|case|file|"
        r"matter)|consider\w* (?:\w+ ){0,4}closed)",
        unless=r"\bwill\b",
    ),
    form(
        K.APPEAL_ACKNOWLEDGMENT,
        r"\backnowledg\w+ (?:\w+ ){0,4}?(?:your|the) (?:[\w()]+ ){0,8}?appeal\b|"
        r"\breceived your (?:[\w()]+ ){0,6}appeal|\byour (?:[\w()]+ "
        r"){0,5}appeal\b[^.]{0,140}\b(?:was received|has been (?:received|assigned)|been assigned)",
        unless=r"\bwithin \d+\b",
    ),
    form(
        K.APPEAL_DETERMINATION,
        r"\b(?:affirm(?:s|ing|ed)?|remand(?:s|ing|ed)?|uphold(?:s|ing)?|upheld|revers(?:e|es|ing|"
        r"ed))\b[^.]{0,140}|\byour appeal (?:is|has been) (?:\w+ )?(?:denied|granted|dismissed|"
        r"closed|moot)|\b(?:den(?:y|ying|ied)|grant\w*|dismiss\w*) your appeal\b|\b(?:decision|"
        r"determination|response) on your appeal\b|\bcarefully considering your appeal\b",
        unless=r"\b(?:you (?:may|have)|will (?:notify|be|issue|make|send)|as soon as|"
        r"court of appeals|affirmed by|circuit|aff['’]d|F\.[23]d)\b",
    ),
)
