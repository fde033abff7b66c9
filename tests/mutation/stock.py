"""The words that generated workbooks are made of; no two lines are alike enough to be taken for one."""

from __future__ import annotations

ACTIONS = tuple(
    """
Recruit and train more foster carers
Publish the yearly survey of playgrounds
Open a second advice centre at the harbour
Repair the roofs of four primary schools
Agree with CAMHS who sees whom and when
Move the adoption panel to monthly meetings
Write a handbook on exclusions for governors
Offer every school leaver an interview with an adviser
Install ramps at all libraries and youth clubs
Bring the transport contracts under one supplier
Translate the welcome pack into six languages
Hold open evenings about becoming a childminder
Review each placement outside the borough boundary
Set up a duty rota over bank holidays
Test the emergency plan with police and hospital
Replace the paper register by a shared database
Train reception staff in first aid
Plant a kitchen garden at every nursery
Report truancy to parents on the same morning
Appoint a mentor for each care leaver
Inspect the minibuses before the winter term
Extend breakfast clubs to the rural parishes
Set out how complaints are answered and by whom
Check that every volunteer has been vetted
Lend laptops to pupils who study from home
Give new headteachers a partner in their first year
Map the footpaths that children use at dusk
Reduce the backlog of statements of special needs
Draw up a calendar of sports for holiday weeks
Buy software that forecasts the demand for places
Ask young people how they judge our websites
Visit each children's home without warning
Pay invoices from small suppliers within a fortnight
Share the findings of serious case reviews with nurses
Fit smoke alarms in supported lodgings
Run a campaign on safe sleeping for babies
Start a choir that joins three special schools
Close the two oldest boiler rooms
Bid to the lottery for a skate park
Teach swimming to all eleven year olds
Count how many carers take a short break
Settle the boundaries of catchment areas
Invite grandparents who raise their grandchildren to a forum
Put the minutes of partnership boards on the intranet
Measure noise in classrooms beside the motorway
Find premises for the young mothers project
Update the pay scales of sessional tutors
Compare our music tuition fees with those of neighbours
Produce a short film about online bullying
Let families book contact sessions by telephone
Hand over the outdoor pursuits base to a trust
Examine why apprentices leave within three months
Support parents of toddlers with hearing loss
Keep a list of interpreters for court hearings
Widen the choice of afternoon activities for teenagers
Turn the empty caretaker bungalow into a family flat
Decide which buildings are surplus and sell them
Record the height and weight of reception pupils
Form a team that answers enquiries from journalists
Reward schools for cutting their energy bills
Teach cookery on a budget in Sure Start centres
Help travellers enrol their daughters and sons
Arrange a conference on gifted learners
Pilot electronic signatures for consent forms
Audit the case files of agency social workers
Restore the mural beside the assembly hall
Explain the appeals procedure in plain pictures
Collect unused bicycles and give them away
Draft a protocol on missing persons with Barnsea Council
Renew the licence for performing pupils
Rehearse the evacuation of the tower block nursery
Swap paper payslips for emails
Judge tenders for the new hydrotherapy pool
Interview former residents about leaving home
Move archives from the cellar to the county store
Offer judo to girls who skip gymnastics
Spread the cost of uniforms over ten months
Let sixth formers sit on recruitment panels
Chart which wards lack a health visitor
Lease electric vans for the meals service
""".strip().splitlines()
)
"""What is to be done; the one with CAMHS among them holds a short form of the profile's glossary."""

OUTCOMES = (
    "Children grow up healthy in body and mind",
    "Everyone stays safe at home and on the way to school",
    "Young people enjoy learning and reach further than before",
    "Money and buildings serve those who need them most",
)

SHARES = tuple(
    """
Percentage of initial assessments completed in seven working days
Percentage of pupils who attend at least nine sessions in ten
Proportion of care leavers in suitable lodgings
Percentage of reviews that the child took part in
Percentage of mothers who breastfeed at six weeks
Proportion of schools judged good or better
Percentage of invoices paid within thirty days
Percentage of sixteen year olds with five good grades
Proportion of referrals that led to a visit
Percentage of youth workers who hold a qualification
Percentage of adoptions within a year of the decision
Proportion of vacancies filled at first advertisement
Percentage of free meals taken up by those entitled
Percentage of staff with a yearly appraisal
Proportion of telephone calls answered before the fifth ring
Percentage of two year olds immunised against measles
Percentage of buses that arrive before the bell
Proportion of statements issued within eighteen weeks
Percentage of playgrounds that pass their inspection
Percentage of foster homes visited every month
Proportion of governors who were trained this year
Percentage of parents content with the answer to a complaint
Percentage of nurseries open before eight in winter
Proportion of appeals heard within thirty days
Percentage of libraries with a homework corner
Proportion of drivers with a clean licence
Percentage of court reports filed on the due day
Proportion of carers who would recommend fostering
Percentage of infants seen by a health visitor
Percentage of kitchens with five stars for hygiene
Proportion of truants back in class after a month
Percentage of bids to charities that succeeded
Percentage of teenagers who use a youth club
Proportion of lifts and hoists tested twice yearly
Percentage of exam entries paid for by bursaries
Proportion of case files with a chronology
Percentage of toys replaced after an inspection
Percentage of swimmers who reach twenty five metres
Proportion of leavers who start an apprenticeship
Percentage of parish councils that sent a delegate
""".strip().splitlines()
)
COUNTS = tuple(
    """
Number of places in breakfast clubs
Number of approved childminders in the borough
Number of families helped by outreach workers
Number of apprentices taken on by the council
Number of volunteers who read with pupils
Number of short breaks given to carers
Number of mentors matched with a school leaver
Number of adult learners in evening courses
Number of bicycles lent to pupils
Number of visits to the advice centre
Number of children who learn an instrument
Number of homes adapted for a wheelchair
Number of tickets sold for school concerts
Number of nurses based in secondary schools
""".strip().splitlines()
)
TIMES = tuple(
    """
Average time to answer a written complaint
Average time from referral to first meeting
Average time that a repair stays open
Average time until an appeal is heard
Average time between two visits to a placement
Average time to fill a post in social work
Average time from application to licence
Average time a child waits for a speech therapist
""".strip().splitlines()
)

RISKS = (
    "Too few foster carers come forward",
    "The roof of a school gives way in a storm",
    "A laptop with case notes is stolen",
    "Experienced social workers leave for agencies",
    "Grants from central government end early",
    "An outbreak of influenza closes several nurseries",
    "The contractor for meals becomes insolvent",
    "Partners withdraw from the joint commissioning board",
    "Demand for special needs transport doubles",
)

PEOPLE = (
    "Joan Smith", "Peter Brown", "Mary Whitfield", "John Dale", "Ann Kershaw", "Robert Oakley", "Susan Tranter",
    "David Loxley", "Helen Purvis", "Michael Garth", "Linda Esplin", "Thomas Rudd", "Carol Nesbitt", "Alan Wyngate",
    "Judith Farrow", "Stephen Cobb", "Gillian Yeats", "Martin Ibbotson",
)  # fmt: skip
POSTS = (
    "Head of Fostering Services", "Head of School Improvement", "Manager of Youth Services",
    "Head of Property Services", "Head of Early Years Provision", "Manager of Transport Contracts",
)  # fmt: skip
INITIALS = {"BQ": "Beryl Quayle", "TM": "Trevor Moss", "KD": "Karen Dunmore", "WP": "Walter Pybus"}

PROGRESS = (
    "The working group met {n} times and agreed who does what.",
    "Of the sites, {n} are finished and the others are in hand.",
    "A draft went to {n} partners, and their answers are coming in.",
    "So far {n} families have taken part in it.",
    "The first {n} sessions were held in the town hall.",
    "Interviews with {n} applicants took place at the depot.",
)
REASONS = ("Two posts stood vacant for {n} weeks.", "The supplier delivered {n} weeks after the order.")
REMEDIES = ("Agency staff cover the posts for {n} weeks.", "A second supplier was found for {n} of the orders.")
COMMENTARIES = (
    "Figures from {n} teams are in.",
    "The sample covers {n} cases.",
    "It rests on {n} returned forms.",
)
