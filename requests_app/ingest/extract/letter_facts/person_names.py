"""Names of persons, and words of their titles."""

import re

_PART = (
    r"(?:[A-Z][a-zà-ÿ’']+(?:-?[A-Z][a-zà-ÿ’']+)*|[A-Z]\.?|[A-Z]{2,15}|(?:Mc|Mac|O['’]|De|La|Le|"
    r"Van|St\.)[A-Z][a-z]+|de|la|van|der|von|del)"
)
NAME = re.compile(
    rf"(?:(?:Mr|Ms|Mrs|Dr|Col|Lt|Capt|Maj)\.? )?(?P<name>{_PART}(?: "
    rf"[“\"(]?{_PART}[”\")]?){{1,4}}(?:,? (?:Jr|Sr|II|III|IV)\.?)?)"
    r"(?:,? (?:Esq|J\.D|Ph\.? ?D|CIPP(?:/\w+)?|CAP|USN|USAF|USA|M\.D|MPA|CRM)\.?)*"
)
TITLE = re.compile(
    r"\b(?:Officer|Director|Chief|Specialist|Counsel|Secretary|Administrator|Manager|Attorney|"
    r"Analyst|Coordinator|Advisor|Adviser|Supervisor|Commissioner|Inspector General|Assistant|"
    r"Agent|Archivist|Deputy|Lead|Judge|Liaison|Colonel|Captain|Commander|Principal|Examiner|"
    r"Paralegal|Executive|Head|President|Authority)\b",
    re.IGNORECASE,
)
NOT_A_NAME = re.compile(
    r"\b(?:Office|Department|Agency|Bureau|Division|Branch|Unit|Center|Service|Services|Staff|"
    r"Section|Team|Program|Enforcement|Security|Freedom|Information|Washington|Street|Records?|"
    r"FOIA|Enclosures?|Government|Administration|Operations|Act|United|States|Public|National|"
    r"Federal|Sincerely|Digitally|Signature|Privacy|Management|Room|Suite|Policy|Protection|"
    r"Customs|Affairs|Homeland|Health|Justice|State|Interior|Defense|Intelligence|Appeals?|"
    r"Request|Programs|Oversight|Attachments?|Island|Drive|Avenue|Page|Law|Legal|General|Regards|"
    r"Reference|Group)\b",
    re.IGNORECASE,
)
