"""First names many people of the programme's age bear, folded: what tells a column of first names from one of surnames.

The most given in France between 1985 and 2010, by the civil registers INSEE publishes; a few are surnames too, which is why a
share of a column is looked at, never one cell.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    adam adrien ahmed alan alex alexandre alexis alice alicia amandine ambre amelie amine amina anais andrea ange angelina
    anissa anna anne annabelle anthony antoine antonin apolline ariane armand arnaud arthur assia aude audrey aurelie aurelien
    aurore axel axelle ayoub baptiste barbara bastien benjamin benoit bilal blandine brandon brice bryan camille candice
    capucine carla caroline cassandra catherine cecile celia celine cedric charlene charles charline charlotte chloe christelle
    christophe cindy claire clara clarisse clea clemence clement cleo coline constance corentin coralie cyril cyrille damien
    daniel david deborah delphine diane dimitri diane dorian dylan eden edouard elea eleonore elena eliott elisa elisabeth elise
    ella elodie eloise elsa emeline emilie emilien emma emmanuel emmanuelle enora enzo eric erwan estelle esteban ethan etienne
    eva evan fabien fabrice fanny fantine farah fatima fatou fiona flavie flora florent florence florian floriane francois
    gabin gabriel gabrielle gaelle gaetan gael gauthier geoffrey geraldine gregory guillaume gwenaelle gwendoline hamza hannah
    helene heloise henri hugo ibrahim ilyes imane ines ines inaya iris isabelle isaac ismael ivan jade jean jennifer jeremy
    jerome jessica joan joel joffrey jonathan jordan joris josephine juliane julie julien juliette jules justin justine kamel
    karim karine katia kelly kenza kevin khadija killian kylian lamia lana laetitia laura laure laurent laurie laurine lea leana
    leila lena leo leon leonie lilian lili lilou lina line lisa lise loan loane loic lola lorenzo lou louane louis louise louna
    luc luca lucas lucie lucien ludivine ludovic luna lya lydia maelle maelys maeva mael mahe malik malo manon marc marceau
    margaux margot marguerite maria mariam marie marilou marina marine marion marius marjorie marlene martin mateo mathieu
    mathilde mathias mathis mathys matteo matthieu maud maxence maxime maya mehdi melanie melina melissa melody michael mickael
    mila milan mohamed morgan morgane mylene myriam nadia nael nathalie nathan nathanael nicolas nina noa noah noam noe noemie
    nolan nora norah oceane oceanne olivia olivier omar ophelie oscar paul pauline perrine pierre prune quentin rachel raphael
    raphaelle rayan rebecca remi remy renaud robin romain romane romeo romy rose roxane ryan sabrina sacha sacha salome salma
    samira samuel samy sandra sandrine sara sarah sebastien selma simon sirine sofia sofiane solene sonia sophie soraya stella
    stephane stephanie steven swann sylvain tatiana teddy thais thea theo theophile thibault thibaut thierry thomas tiago tifany
    tiffany timeo timothe timothee tom tony tristan ugo ulysse valentin valentine valerie vanessa vera victor victoire victoria
    vincent violette virginie wassim william xavier yacine yael yann yanis yasmine yassine yoann yohan youssef yves zelie zoe
    """.split()  # noqa: SIM905 - words read better as words
)
