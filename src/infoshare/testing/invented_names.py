"""Forenames and surnames by origin group, from which the names of invented people are put together."""

from __future__ import annotations

from typing import NamedTuple


class Names(NamedTuple):
    """The names of one origin group."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


# A line is: group | women | men | surnames. An underscore is a space inside a name. Nobody is meant: a name is made
# by drawing at random. No name is a run of everyday words (`Asif`: as, if), for those stand in any harmless text,
# but some surnames are one everyday word, because people are called so.
_LINES = """
english     | Emily Charlotte Tracey Philippa Mary-Jane    | Harry Nigel Darren Timothy Leopold      | Ashworth Bennett Hodgkinson Featherstone-Hurst Young Bishop
welsh       | Siân Ffion Myfanwy Angharad Lleucu           | Rhys Ieuan Dafydd Gruffydd Llŷr         | Llewellyn Pritchard ap_Gwilym Bebbington Vaughan-Rees
scottish    | Eilidh Morag Catriona Mhairi                 | Hamish Ruaridh Alasdair Fergus          | MacAskill McTavish Drummond Urquhart Mac_Aonghais
irish       | Aoife Niamh Gráinne Síofra                   | Pádraig Cathal Eoghan Oisín             | O'Shaughnessy Ó_Floinn D'Arcy Gallagher O’Dragheda
traveller   | Bridget Mary-Ann Philomena Britannia         | Levi Simey Elvis Righteous              | McDonagh Loveridge Boswell Sweeney
roma        | Loredana Vasilica Rozália                    | Florin Gheorghe Jónás                   | Lăcătuș Ciurar Rézműves
polish      | Agnieszka Małgorzata Zofia Bożena            | Łukasz Krzysztof Paweł Grzegorz         | Wójcik Wiśniewska Brzęczyszczykiewicz Zając-Nowicka
romanian    | Ioana Mihaela Lăcrămioara                    | Ștefan Ionuț Cătălin                    | Popescu Țurcanu Munteanu
lithuanian  | Rūta Živilė Jurgita                          | Žydrūnas Vytautas Darius                | Kazlauskienė Žukauskas Petrauskaitė
ukrainian   | Oksana Lyudmyla Yevheniia                    | Oleksandr Mykhailo Bohdan               | Shevchenko Hryhorenko Kovalchuk-Bilyk
albanian    | Arlinda Shqipe Vjosa                         | Besnik Gëzim Afrim                      | Hoxhaj Krasniqi Çelaj
turkish     | Gülşen Ayşegül Özlem                         | Çağlar Oğuzhan Mehmet                   | Yıldırım Şahinoğlu Özdemir
greek       | Eleftheria Despina Androulla                 | Andreas Charalambos Stelios             | Papadopoulos Hadjigeorgiou Christodoulou
italian     | Giulia Chiara Domenica                       | Luca Gianfranco Calogero                | D'Alessandro Esposito Della_Rovere
portuguese  | Conceição Inês Fátima                        | João Gonçalo Tiago                      | dos_Santos Gonçalves de_Magalhães
spanish     | Begoña Ximena Guadalupe                      | Íñigo Joaquín Santiago                  | Núñez_Peñalver de_la_Cruz Ibáñez
french      | Hélène Anaïs Fanchon                         | François Loïc Jean-Noël                 | L'Hermite Lefèvre de_Villeneuve
german      | Jörgine Liesl Annegret                       | Günther Jürgen Matthias                 | von_Größmann Müller-Weiß Schöttler
dutch       | Femke Marijke Liesbeth                       | Sjoerd Joost Pieter                     | van_der_Velden Ter_Haar de_Vries
scandinavian| Ingrid Åse Solveig                           | Søren Bjørn Håkon                       | Ødegård Sjöström Kjærgaard
jewish      | Rivka Shoshana Malka                         | Menachem Avraham Yitzchok               | Rosenzweig Katzenelbogen Ben_Ezra
punjabi     | Harpreet Jaspreet_Kaur Gurleen               | Gurdeep Manjinder Sukhbir_Singh         | Sandhu Dhaliwal Gill-Bains
pakistani   | Nusrat Saima_Bibi Rukhsana                   | Adnan Muhammad_Bilal Zulfiqar           | Hussain Chaudhry Qureshi
bengali     | Shaheda Rahela_Khatun Nasrin                 | Mohammed_Rafiq Jahangir Shafiqul        | Begum Chowdhury Ahmed_Talukdar
gujarati    | Bhavini Hansaben Kruti                       | Jignesh Hasmukh Pratik                  | Patel Desai Chudasama
tamil       | Thilagavathy Kavitha Sivaranjani             | Karthikeyan Murugan Vijayakumar         | Subramaniam Balakrishnan Tharmalingam
sinhalese   | Dilrukshi Nadeesha Kumari                    | Chaminda Nuwan Lakshitha                | Wickramasinghe Jayawardena de_Zoysa
nepali      | Sabitri Devkumari Pramila                    | Dilbahadur Kiran Bishnu                 | Gurung Shrestha Tamang
arabic      | Layla Zainab Fatima-Zahra                    | Yusuf Khalid Abdul_Rahman               | Al-Hassan El_Sayed Abu_Bakr bin_Nasser
persian     | Shirin Golnaz Parvaneh                       | Behrouz Siavash Farhad                  | Rostamzadeh Khosravi Mirhosseini
kurdish     | Rojîn Berîvan Şîlan                          | Azad Ciwan Rêbwar                       | Barzinji Demîrtaş Xoşnaw
afghan      | Palwasha Freshta Gulalai                     | Najibullah Esmatullah Haji_Zaman        | Noorzai Popalzai Wardak
somali      | Hodan Ifrah Nimco                            | Abdirahman Liban Cabdi                  | Warsame Xirsi Farah_Jama
eritrean    | Tsehaytu Selam Hiwet                         | Tesfay Kidane Yohannes                  | Gebremeskel Woldemichael Habtemariam
yoruba      | Folasadé Ọmọlará Titilayo                    | Oluwaseun Babátúndé Ayodeji             | Adéyemí Ogunleye Akinwándé
igbo        | Ngozi Chiamaka Adaeze                        | Emeka Chukwuemeka Obinna                | Okwuosa Nwosu Okonkwo-Eze
ghanaian    | Abena Akosua Efua                            | Kwame Kofi Yaw                          | Mensah Boateng Osei-Tutu
senegalese  | Coumba Mariama Khadidiatou                      | Ousmane Mamadou Cheikh                  | N'Diaye Diouf Mbaye
zimbabwean  | Rudo Tsitsi Nyaradzo                         | Tendai Tinashe Farai                    | Chikwanha Mutasa Ndlovu
congolese   | Mbuyi Espérance Bijou                        | Kalonji Dieudonné Tshibangu             | Mukendi Ngandu Lubaki
caribbean   | Shanice Marcia Beverley                      | Delroy Jermaine Neville                 | Pinnock St._Hilaire Bogle
chinese     | Xiùyīng Yuk-Ling Meifang                     | Zhihao Kwok_Wai Jianguo                 | Zhang Ng Ouyang Cheung
vietnamese  | Thị_Hương Bích_Ngọc Thảo                     | Quốc_Huy Dũng Minh                      | Nguyễn Trần Phạm
korean      | Seo-yeon Hye-jin Minji                       | Joon-ho Dong-hyun Sungmin               | Hwang Kwon Seong
japanese    | Haruka Chiyoko Yukiko                        | Kenjirō Takumi Shun'ichi                | Ōtsuka Watanabe Kobayashi
filipino    | Maricel Maria_Luisa Jhoanna                    | Jejomar Rodrigo Dranreb                 | Dimaculangan Bautista de_los_Reyes
thai        | Siriporn Kanokwan Pimchanok                  | Somchai Thanawat Wichai                 | Srisuwan Chaiprasit Rattanakosin
hawaiian    | Leilani Keʻala Nohea                         | Kaʻimi Makana Keoni                     | Kealoha Kānekoa Mahiʻai
"""  # fmt: skip  # noqa: E501


def _names(line: str) -> tuple[str, Names]:
    group, *columns = (part.strip() for part in line.split("|"))
    women, men, surnames = (tuple(name.replace("_", " ") for name in column.split()) for column in columns)
    return group, Names(women, men, surnames)


ORIGINS: dict[str, Names] = dict(map(_names, _LINES.strip().splitlines()))
"""The names of each origin group."""
