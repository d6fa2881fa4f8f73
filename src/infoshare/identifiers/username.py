"""Names that people go by on the internet: handles, usernames and hashtags that name someone."""

import re

from infoshare.identifiers.identifier import Identifier

HANDLE = Identifier(
    kind="handle",
    title="social media handle",
    placeholder="USERNAME",
    pattern=re.compile(
        r"(?<![\w@.+\-/])@(?=[\w.]{0,29}[^\W\d_])\w(?:[\w.\-]{0,62}\w)?(?!\s?@)"
        r"|(?<![\w#&])#[A-Z][a-z]{2,20}(?:[A-Z][a-z]{1,20}){1,5}(?![^\W_])"
    ),
    canonical=str.casefold,
    is_valid=lambda handle: len(handle) > 2,
    example="@asha_begum",
    check="the sign and a name, with no space between",
    source="Usage of social media",
)

_APP = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik\s?tok|facebook|fb|twitter|whats\s?app|telegram|discord|kik|roblox|fortnite"
    r"|xbox|psn|steam|twitch"
    r"|grindr|tinder|hinge|bumble|skype|signal|game\s?server|youtube|onlyfans|wickr|game(?:r)?\s?tag)"
)

USERNAME = Identifier(
    kind="username",
    title="username, by the words before it",
    placeholder="USERNAME",
    pattern=re.compile(
        rf"(?<![^\W_])(?:(?:user\s?name|user\s?id|log\s?in|screen\s?name|handle|alias\sonline|posts\sas|posting\sas"
        rf"|goes\sby|logged\sin\sas|gamer\s?tag|profile)(?:\s(?:is|as|name|of))?|{_APP}(?:\s(?:is|as|name|account"
        rf"|handle|id|user|profile)){{0,2}},?(?:\sname)?)"
        r"[\s:=\-\"'(]{1,3}"
        r"(?P<value>(?:(?<=[:=])|(?<=[:=] )|(?=[\w\-]{0,29}(?:[0-9_]|\.\w)))[A-Za-z0-9](?:[\w.\-]{1,40})\w)",
        re.IGNORECASE,
    ),
    canonical=str.casefold,
    is_valid=lambda name: any(map(str.isalpha, name)),
    example="username asha.b99",
    check="letters with a digit, dot or underscore after `username`, `posts as` or the name of an app",
    source="Usage of social media",
)

JOINED_NAME = Identifier(
    kind="joined_name",
    title="words joined by underscores inside a text, as in usernames and file names",
    placeholder="USERNAME",
    pattern=re.compile(
        r"(?<![\w@.\-/#])(?!(?:IMG|DSC|VID|MVI|PXL|SCREEN)_)[^\W_][\w.\-]{0,40}_[\w.\-]{0,40}[^\W_](?![\w@])"
    ),
    canonical=str.casefold,
    is_valid=lambda name: sum(map(str.isalpha, name)) >= 3,
    example="see asha_begum_99",
    check="letters and an underscore in one word, and something else in the cell",
    source="Usage of social media",
    inside=True,
)
