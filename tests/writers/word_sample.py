"""A small resolved tree with every kind of block, for the tests of the Word writer."""

from __future__ import annotations

from word_making import (
    attachment,
    bullets,
    clauses,
    grid,
    letters,
    pairs,
    paragraph,
    section,
    steps,
    to,
)

from obcgen.document.tree import (
    Callout,
    Contents,
    Document,
    Emphasis,
    Entry,
    Field,
    Heading,
    LineBreak,
    Link,
    Paragraph,
    Section,
    Signature,
    Signatures,
    Strong,
    Text,
)

COVER = Section(
    "cover",
    "",
    "front",
    (
        Paragraph((Text("Request for Proposals RFP-2027-014"),), "kicker"),
        Paragraph((Text("High-Dosage Literacy Tutoring"),), "title"),
        Paragraph((Text("Denver Public Schools"), LineBreak(), Text("Outcomes-based contract")), "subtitle"),
        pairs(
            "key-terms",
            "facts",
            ("Proposals due", (Text("May 14, 2027"),)),
            ("Funding", (Text("$750,000, see "), to("schedule", "Table 1"))),
            ("Contact", (Link("mailto:buyer@district.example", (Text("buyer@district.example"),)),)),
        ),
        Callout(
            "example", "Worked example", (paragraph("This is an example."), paragraph("And so is this."))
        ),
        Callout(
            "warning", "Draft", (paragraph("Draft for review."), bullets((paragraph("not for signing"),)))
        ),
        Paragraph((Text("Ask for this document in another form."),), "small"),
    ),
    starts_page=True,
)

CONTENTS = Section(
    "contents",
    "Contents",
    "front",
    (
        Contents(
            2,
            (
                Entry("background", "1", "Background", 0, 3),
                Entry("goals", "1.1", "Goals", 1, 3),
                Entry("outcomes", "2", "Outcomes", 0, 4),
                Entry("price form", "Attachment A", "Price form", 0, 5),
                Entry("the proposer", "A.1", "The proposer", 1, 5),
                Entry("signatures", "Attachment B", "Signatures", 0, 6),
            ),
        ),
    ),
    starts_page=True,
)

BACKGROUND = section(
    "1",
    "Background",
    Paragraph(
        (Text("As "), to("outcomes", "Section 2"), Text(" says, "), Strong((Text("62.5%"),)), Text(" is."))
    ),
    section(
        "1.1",
        "Goals",
        paragraph("The goals are:"),
        bullets(
            (
                paragraph("bring students to reading;"),
                bullets((paragraph("every one"),), (paragraph("soon"),)),
            ),
            (paragraph("learn."),),
        ),
        Heading((Text("How they were set"),), 3),
        Paragraph((Text("By "), to("schedule", "the schedule"), Text(" and "), Emphasis((Text("care"),)))),
        section(
            "1.1.1", "Roster", paragraph("The roster is locked."), steps("list-9", (paragraph("Write;"),))
        ),
    ),
)

OUTCOMES = section(
    "2",
    "Outcomes",
    clauses(
        ("2.1", (paragraph("Attainment is counted."),)),
        (
            "2.2",
            (
                paragraph("A participant is:"),
                letters(
                    "list-1",
                    "Section 2.2",
                    (
                        paragraph("not counted, if:"),
                        letters(
                            "list-2",
                            "Section 2.2(a)",
                            (paragraph("gone before the midpoint;"),),
                            (paragraph("gone after it;"),),
                            roman=True,
                        ),
                    ),
                    (paragraph("otherwise not reached."),),
                ),
                Paragraph((Text("Nothing limits "), to("list-2-1", "Section 2.2(a)(i)"), Text("."))),
            ),
        ),
    ),
    section(
        "2.3",
        "Verification",
        clauses(("2.3.1", (paragraph("The office decides."),)), ("2.3.2", (paragraph("Notice is given."),))),
        grid(
            "schedule",
            1,
            "Payment schedule",
            ("Date", "Payment", "Amount"),
            ("October 15, 2027", "Launch", "$180,000.00"),
            ("June 30, 2028", "Close", "$270,000.00"),
            ("In all", "$450,000.00"),
        ),
    ),
)

FORM = attachment(
    "A",
    "Price form",
    Paragraph(
        (Text("See "), to("background", "Section 1"), Text(" and "), to("the proposer", "Section A.1"))
    ),
    attachment(
        "A.1",
        "The proposer",
        pairs(
            "proposer",
            "form",
            ("Legal name", (Field("proposer-name", "text", "Legal name", "Name as registered"),)),
            ("Date", (Field("offer-date", "date", "Date of the offer"),)),
            ("Price", (Field("price", "money", "Price", "$300 to $500"),)),
            ("Capacity", (Field("capacity", "number", "Number of participants"),)),
            ("Kind", (Field("kind", "choice", "Kind", "", ("Company", "Public body")),)),
            ("Evidence", (Field("evidence", "long", "Evidence", "Studies"),)),
            ("Debarment", (Field("clear", "checkbox", "Not debarred"), Text(" Not debarred."))),
        ),
        clauses(("A.1.1", (paragraph("Ties go to the better evidence."),)), sequence="attachments"),
    ),
)

SIGNED = attachment(
    "B",
    "Signatures",
    Paragraph((Text("By signing, the parties accept "), to("price form", "Attachment A"), Text("."))),
    Signatures(
        (
            Signature("sign-district", "Denver Public Schools", "", "Superintendent"),
            Signature("sign-provider", "The proposer"),
        )
    ),
)

SAMPLE = Document(
    "rfp",
    "High-Dosage Literacy Tutoring, Kindergarten to Grade 3",
    "RFP-2027-014",
    "Denver Public Schools",
    (COVER, CONTENTS, BACKGROUND, OUTCOMES, FORM, SIGNED),
    draft=True,
    name="Request for Proposals",
)
