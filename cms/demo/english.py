"""What the demo commune tells readers abroad: stories in English, each with an approval of its own."""

import datetime as dt

from cms.demo.commune import COMMUNE, HAMLETS
from cms.demo.dates import last_quarter, moment
from cms.demo.shapes import Category, Kind, Outlet, State, Story, paragraphs

QUARTERS = {"I": "first", "II": "second", "III": "third", "IV": "fourth"}


def stories(today: dt.date) -> tuple[Story, ...]:
    """Return the English stories; ``tells`` names the Vietnamese story of each."""
    return _economy(today), _organisation(today)


def _economy(today: dt.date) -> Story:
    quarter, year = last_quarter(today)
    return Story(
        slug="output-in-the-last-quarter",
        title=f"Output up 7.2% in the {QUARTERS[quarter]} quarter of {year}",
        summary="All three sectors grew, 78% of the year's revenue is in, and 45 poor households remain.",
        body=paragraphs(f"""
            The commune's Economic Office reports that goods and services worth 215.4 billion đồng were produced
            in Lạc Phượng in the {QUARTERS[quarter]} quarter of {year}, 7.2% more than a year before. Industry and
            construction contributed 84.2 billion, farming and fisheries 68.9 billion, trade and services 62.3
            billion.

            Budget revenue since January stands at 42.6 billion đồng, or 78% of the 54.6 billion planned for the
            whole year. Four public works were paid for on time. One of them, the 1.8 km main road of Kim Đôi
            village, was opened 20 days ahead of plan.

            Farmers planted 640 hectares of rice and brought in 3,744 tonnes, an average of 5.85 tonnes per
            hectare. The Phượng Trì cooperative has signed contracts to buy 900 tonnes of the harvest.

            Of 5,000 households, 45 are still classed as poor, 12 fewer than in January. Health insurance now
            covers 95.4% of the people.
        """),
        section="thong-tin-doi-ngoai",
        kind=Kind.NEWS,
        category=Category.SOCIETY,
        source="Economic Office of Lạc Phượng commune",
        author="mai",
        board=("Lạc Phượng: output up 7.2%", "45 poor households remain"),
        outlets=(Outlet.SITE,),
        state=State.APPROVED,
        at=moment(today, -2, "08:30"),
        language="en",
        tells="ket-qua-kinh-te-xa-hoi-quy",
    )


def _organisation(today: dt.date) -> Story:
    hamlets = [hamlet.name.removeprefix("Thôn ") for hamlet in HAMLETS]
    return Story(
        slug="about-lac-phuong",
        title="About Lạc Phượng: who does what, and where to ask",
        summary="A rural commune of five villages in northern Việt Nam, and the offices that serve it.",
        body=paragraphs(f"""
            Lạc Phượng is a rural commune of {COMMUNE.area_km2} square kilometres, with {COMMUNE.people:,} people
            in {COMMUNE.households:,} households. It has five villages: {", ".join(hamlets[:-1])} and
            {hamlets[-1]}. Each is led by a village head; their names are listed with the commune's contacts.

            The People's Committee runs daily affairs. The Chairman is responsible overall and receives citizens
            on Thursday mornings. The Vice Chairwoman is in charge of culture, social affairs and digital services.

            The Economic Office deals with farming, land, building and the environment. The Culture and Social
            Affairs Office looks after schools, health, social policy and public information, including this site
            and the commune's loudspeakers.

            Applications are taken and handed back at a single counter, the Public Administration Service Centre,
            from Monday to Friday. Most can also be sent online. Visitors and people from Lạc Phượng who live
            abroad are welcome to write in English to the address given under the contacts.
        """),
        section="gioi-thieu",
        kind=Kind.FEATURE,
        category=Category.POLICY,
        source="Office of the People's Council and People's Committee",
        author="quang",
        board=("About Lạc Phượng commune", "Five villages, one counter"),
        outlets=(Outlet.SITE,),
        state=State.APPROVED,
        at=moment(today, -11, "09:00"),
        language="en",
        tells="bo-may-cua-xa",
    )
